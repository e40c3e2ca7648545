package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that a restore, a refresh, a failed one, a rollback and a removal send to a server: what destroys is only
/// ever said to databases that were made in the same run, with one exception, and the exception has a command of its
/// own.
class DestructiveStatementsTest {
    private static final Pattern LINE =
            Pattern.compile("(?m)^<([^|]*)\\|([^>]*)> LOG:  (?:statement|execute [^:]*): (.*)$");
    private static final Pattern DESTROYS = Pattern.compile("(?i)\\b(DROP|DELETE|TRUNCATE)\\b");
    private static final Pattern OURS = Pattern.compile("app__nightmask_[0-9a-f]{16}");

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static Path archive;
    private static int from;

    @BeforeAll
    static void dump() throws IOException {
        server = LocalPostgres.start(Map.of("log_statement", "all", "log_line_prefix", "<%d|%a> "));
        ClientProgram.createDatabase(server, "origin", "UTF8");
        ClientProgram.query(server, "origin", """
                CREATE TABLE person (id int PRIMARY KEY, name text);
                INSERT INTO person SELECT i, 'name ' || i FROM generate_series(1, 100) AS i;
                CREATE TABLE job (id int PRIMARY KEY, person int REFERENCES person);
                """);
        archive = SealedDump.of(server, "origin", "7000000000000000001", directory);
        from = Files.readString(server.logFile()).length();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Statement(String database, String sql) {
        boolean destroys() {
            return DESTROYS.matcher(sql).find();
        }

        boolean drops(String name) {
            return sql.startsWith("DROP DATABASE \"" + name + "\"");
        }
    }

    @Test
    void whatDestroysIsSaidToDatabasesOfTheSameRunOnly() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.sql"), "SELECT 1 / 0");
        restore();
        assertThrows(NightmaskException.class, () -> restore(broken));
        restore();
        Restores.previous().putBack(target());
        List<Statement> before = statements();
        assertEquals(
                List.of(),
                before.stream().filter(DestructiveStatementsTest::isStray).toList());

        Restores.previous().drop(target());
        List<Statement> exception =
                statements().stream().filter(DestructiveStatementsTest::isStray).toList();
        assertEquals(1, exception.size(), "the search would find one");
        assertTrue(
                exception.getFirst().drops("app__previous"),
                exception.getFirst().sql());
        assertTrue(before.stream().anyMatch(Statement::destroys), "pg_restore empties what it has just made");
    }

    /// What destroys and is not said to, or about, a database that this server saw being made for a restore.
    private static boolean isStray(Statement statement) {
        Matcher ours = OURS.matcher(statement.sql());
        boolean aboutOurs = ours.find() && statement.drops(ours.group());
        return statement.destroys()
                && !aboutOurs
                && !OURS.matcher(statement.database()).matches();
    }

    private static List<Statement> statements() throws IOException {
        List<Statement> statements = new ArrayList<>();
        Matcher lines = LINE.matcher(Files.readString(server.logFile()).substring(from));
        while (lines.find()) {
            statements.add(new Statement(lines.group(1), lines.group(3)));
        }
        return statements;
    }

    private static void restore(Path... after) {
        Restores.by(server).run(new RestoreRequest(archive, null, target(), List.of(after), 2));
    }

    private static ConnectionSettings target() {
        return ConnectionSettings.of(server.uri("app"), Map.of());
    }
}
