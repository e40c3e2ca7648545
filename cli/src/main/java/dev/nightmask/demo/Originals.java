package dev.nightmask.demo;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.Consumer;

/// What must not leave production: addresses, account numbers, tokens and names of accounts, each unique enough that a
/// masked value can't be equal to one by chance.
final class Originals {
    private static final String ALL = """
            SELECT email FROM organisers UNION SELECT settings ->> 'reply_to' FROM organisers
            UNION SELECT email FROM players WHERE email IS NOT NULL UNION SELECT nickname FROM players
            UNION SELECT contact #>> '{parent,email}' FROM players WHERE contact IS NOT NULL
            UNION SELECT iban FROM payments UNION SELECT billing ->> 'vat_id' FROM orders
            UNION SELECT token FROM sessions UNION SELECT id::text FROM boards
            """;
    private static final String BETWEEN_WORDS = " \t\"'{},()\\";

    private final Set<String> values;

    private Originals(Set<String> values) {
        this.values = values;
    }

    static Originals of(Psql production) {
        Set<String> values = new HashSet<>();
        production.query(ALL).stream().skip(1).map(List::getFirst).forEach(values::add);
        return new Originals(values);
    }

    int count() {
        return values.size();
    }

    /// How many of them stand in all rows of a database.
    int in(Psql database) {
        Seen seen = new Seen();
        database.dump(seen);
        return seen.found.size();
    }

    /// How many of them stand in an archive, schema and rows.
    int in(Path archive, LocalPostgres server) {
        Seen seen = new Seen();
        String program = server.programs().resolve("pg_restore").toString();
        Psql.run(List.of(program, "-f", "-", archive.toString()), seen);
        return seen.found.size();
    }

    private final class Seen implements Consumer<String> {
        private final Set<String> found = new HashSet<>();

        @Override
        public void accept(String line) {
            StringTokenizer words = new StringTokenizer(line, BETWEEN_WORDS);
            while (words.hasMoreTokens()) {
                String word = words.nextToken();
                if (values.contains(word)) {
                    found.add(word);
                }
            }
        }
    }
}
