package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What an archive asks of the server it is restored into, as far as its table of contents tells.
final class Needs {
    private static final String NAME = TableName.WORD;

    /// As pg_dump writes a policy (`pg_dump.c`, dumpPolicy); without TO it is for everybody.
    private static final Pattern POLICY_ROLES = Pattern.compile(
            "CREATE POLICY " + NAME + " ON " + NAME + "(?:\\." + NAME + ")?(?: AS RESTRICTIVE)?(?: FOR \\w+)? TO ("
                    + NAME + "(?:, " + NAME + ")*)(?:\\s.*|;)?",
            Pattern.DOTALL);

    private static final Pattern EACH_NAME = Pattern.compile(NAME);
    private static final String COLLATION_START = " (provider = ";

    private final List<TocEntry> entries;

    Needs(Toc toc) {
        this.entries = toc.entries();
    }

    /// A collation, and the statement that would make it in the session's own schema.
    record Collation(String name, String attempt) {}

    SortedSet<String> extensions() {
        return of("EXTENSION").stream()
                .map(entry -> Objects.requireNonNullElse(entry.tag(), ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Roles that policies name. Owners and grants are never restored.
    SortedSet<String> roles() {
        SortedSet<String> roles = new TreeSet<>();
        for (TocEntry entry : of("POLICY")) {
            Matcher policy = POLICY_ROLES.matcher(definition(entry).strip());
            if (policy.matches()) {
                EACH_NAME
                        .matcher(policy.group(1))
                        .results()
                        .forEach(name -> roles.add(TableName.unquoted(name.group())));
            }
        }
        return roles;
    }

    List<Collation> collations() {
        List<Collation> collations = new ArrayList<>();
        for (TocEntry entry : of("COLLATION")) {
            String definition = definition(entry);
            int start = definition.indexOf(COLLATION_START);
            if (start >= 0) {
                String name = Objects.requireNonNullElse(entry.namespace(), "") + "." + entry.tag();
                collations.add(new Collation(
                        name,
                        "CREATE COLLATION pg_temp.nightmask"
                                + definition.substring(start).strip()));
            }
        }
        return collations;
    }

    private List<TocEntry> of(String kind) {
        return entries.stream().filter(entry -> entry.desc().equals(kind)).toList();
    }

    private static String definition(TocEntry entry) {
        return Objects.requireNonNullElse(entry.definition(), "");
    }
}
