package dev.nightmask.snapshot.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.compress.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSafetyTest {
    private static final String BIG_TABLE =
            "CREATE TABLE big AS SELECT repeat('x', 500) AS filler FROM generate_series(1, 20000)";

    private static LocalPostgres server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = LocalPostgres.start(Map.of("log_statement", "all", "log_line_prefix", "%a|%d|"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyTableAndSequenceTheRoleMayNotReadIsNamed() {
        Scratch scratch = Scratch.create(
                server,
                "CREATE TABLE a (id int)",
                "CREATE TABLE b (id int)",
                "CREATE SEQUENCE s",
                "CREATE TABLE granted (id int)",
                "CREATE ROLE reader LOGIN",
                "GRANT SELECT ON granted TO reader");
        try (Source source = Source.open(scratch.settingsOf("reader"), scratch.programs())) {
            assertEquals(
                    List.of("public.a", "public.b", "public.s"),
                    failureOf(source).problems().stream()
                            .map(problem -> problem.place().describe())
                            .toList());
        }
        scratch.run("GRANT pg_read_all_data TO reader");
        try (Source source = Source.open(scratch.settingsOf("reader"), scratch.programs())) {
            assertEquals(3, source.readCatalog(Compression.ZLIB).tables().size());
        }
    }

    @Test
    void tableWhoseRowsWouldBeHiddenStopsTheRun() {
        Scratch scratch = Scratch.create(
                server,
                "CREATE TABLE guarded (id int)",
                "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY",
                "CREATE ROLE hidden LOGIN IN ROLE pg_read_all_data");
        try (Source source = Source.open(scratch.settingsOf("hidden"), scratch.programs())) {
            assertStops(source, Failure.SOURCE_PERMISSION, new Place.Table("public", "guarded"));
        }
        scratch.run("ALTER ROLE hidden BYPASSRLS");
        try (Source source = Source.open(scratch.settingsOf("hidden"), scratch.programs())) {
            assertEquals(1, source.readCatalog(Compression.ZLIB).tables().size());
        }
    }

    @Test
    void timeoutsOfTheRoleDoNotEndTheRun() {
        Scratch scratch = Scratch.create(
                server,
                BIG_TABLE,
                "CREATE ROLE hurried LOGIN SUPERUSER",
                "ALTER ROLE hurried SET statement_timeout = '20ms'",
                "ALTER ROLE hurried SET idle_in_transaction_session_timeout = '20ms'");
        try (Source source = Source.open(scratch.settingsOf("hurried"), scratch.programs())) {
            assertEquals(1, source.readCatalog(Compression.ZLIB).tables().size());
        }
    }

    @Test
    void pgDumpThatFailsIsReportedWithoutItsWords() throws IOException {
        Scratch scratch = Scratch.create(server, "CREATE TABLE a (id int)");
        script("echo 'pg_dump: error: value hunter2' >&2; exit 3");
        try (Source source = Source.open(scratch.settings(), new PostgresPrograms(List.of(directory)))) {
            NightmaskException e = failureOf(source);
            assertEquals(Failure.PG_DUMP_FAILED, e.failure());
            assertEquals(
                    new Place.Program("pg_dump", "exit status 3", ""),
                    e.problems().getFirst().place());
        }
    }

    @Test
    void childsCommandLineAndEnvironmentHoldNeitherPasswordNorKey() throws IOException {
        Scratch scratch = Scratch.create(server, "CREATE TABLE a (id int)");
        script("echo \"$@\" > " + directory + "/words; env > " + directory + "/environment; exit 1");
        try (Source source = Source.open(scratch.settings(), new PostgresPrograms(List.of(directory)))) {
            failureOf(source);
        }
        assertFalse(Files.readString(directory.resolve("words")).contains(server.password()));
        String environment = Files.readString(directory.resolve("environment"));
        assertTrue(environment.contains("PGPASSFILE="));
        assertFalse(environment.contains(server.password()));
        assertFalse(environment.contains("JAVA_HOME"));
    }

    @Test
    void sourceSeesOnlyReadingStatements() throws IOException {
        Scratch scratch = Scratch.create(server, BIG_TABLE, "CREATE SEQUENCE s", "CREATE VIEW v AS SELECT 1 AS one");
        try (Source source = scratch.source()) {
            source.readCatalog(Compression.ZLIB);
        }
        List<String> statements = statementsOf("nightmask", scratch.database());
        assertTrue(statements.size() > 10);
        for (String statement : statements) {
            assertTrue(isReading(statement), statement);
        }
        assertFalse(isReading("INSERT INTO t VALUES (1)"));
        assertFalse(isReading("LOCK TABLE t"));
        assertTrue(statementsOf("test", scratch.database()).stream().anyMatch(statement -> !isReading(statement)));
    }

    @Test
    void manyTablesTakeNoMoreStatementsThanFew() throws IOException {
        assertEquals(statementsForTables(3), statementsForTables(300));
    }

    private int statementsForTables(int tables) throws IOException {
        Scratch scratch = Scratch.create(
                server,
                "DO $$ BEGIN FOR i IN 1.." + tables
                        + " LOOP EXECUTE format('CREATE TABLE t_%s (id int PRIMARY KEY, parent int REFERENCES t_%s)', i,"
                        + " greatest(1, i - 1)); END LOOP; END $$");
        try (Source source = scratch.source()) {
            assertEquals(tables, source.readCatalog(Compression.ZLIB).tables().size());
        }
        return statementsOf("nightmask", scratch.database()).size();
    }

    @Test
    void catalogLeavesOutWhatIsNotForDevelopers() {
        Scratch scratch = Scratch.create(
                server,
                "CREATE TABLE noted (id int)",
                "COMMENT ON TABLE noted IS 'for hunter2'",
                "CREATE ROLE hunter2",
                "GRANT SELECT ON noted TO hunter2",
                "ALTER TABLE noted OWNER TO hunter2",
                "CREATE PUBLICATION p FOR TABLE noted WHERE (id > 1)",
                "CREATE EXTENSION postgres_fdw",
                "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'hunter2', dbname 'it''s)\\n')",
                "CREATE USER MAPPING FOR hunter2 SERVER far OPTIONS (password 'hunter2')",
                "CREATE FOREIGN TABLE remote (a int OPTIONS (column_name 'hunter2'), b text DEFAULT ' OPTIONS (')"
                        + " SERVER far OPTIONS (table_name 'hunter2')",
                "SELECT lo_from_bytea(4000000001, 'hunter2')");
        try (Source source = scratch.source()) {
            Catalog catalog = source.readCatalog(Compression.ZLIB);
            assertFalse(
                    catalog.toc().toString().contains("hunter2"), catalog.toc().toString());
            assertEquals(14, catalog.toc().header().minor());
            assertEquals("nightmask", catalog.toc().header().database());
            assertEquals("CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw;\n", definition(catalog, "SERVER"));
            assertEquals("""
                    CREATE FOREIGN TABLE public.remote (
                        a integer,
                        b text DEFAULT ' OPTIONS ('::text
                    )
                    SERVER far;
                    """, definition(catalog, "FOREIGN TABLE"));
            assertEquals(
                    List.of(
                            "options left out: SERVER far",
                            "options left out: FOREIGN TABLE remote",
                            "large objects left out: 1"),
                    catalog.notices());
        }
    }

    @Test
    void poolerIsRefused() throws IOException {
        Scratch scratch = Scratch.create(server);
        try (PoolerDouble pooler = new PoolerDouble(server.port())) {
            String uri = server.uri(scratch.database()).replace(":" + server.port() + "/", ":" + pooler.port() + "/");
            ConnectionSettings settings = ConnectionSettings.of(uri + "?sslmode=disable&gssencmode=disable", Map.of());
            NightmaskException e =
                    assertThrows(NightmaskException.class, () -> Source.open(settings, scratch.programs()));
            assertEquals(Failure.SOURCE_UNSUPPORTED, e.failure());
        }
        assertTrue(Scratch.becomesTrue(() -> scratch.ask("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'nightmask'")
                .equals("0")));
    }

    @Test
    void serversWordsAreNeverRepeated() throws SQLException {
        Scratch scratch = Scratch.create(
                server, "CREATE TABLE t (a int CONSTRAINT small CHECK (a < 10))", "INSERT INTO t VALUES (1)");
        try (Connection connection = scratch.session();
                Statement statement = connection.createStatement()) {
            SQLException cast = assertThrows(SQLException.class, () -> statement.execute("SELECT 'hunter2'::int"));
            assertTrue(String.valueOf(cast.getMessage()).contains("hunter2"));
            NightmaskException e = ServerFailures.atStatement(Side.SOURCE, cast);
            assertEquals(List.of(new Problem(Failure.SOURCE_QUERY, new Place.Sql("22P02", ""))), e.problems());
            assertNull(e.getCause());
            SQLException check = assertThrows(SQLException.class, () -> statement.execute("INSERT INTO t VALUES (99)"));
            assertEquals(
                    new Place.Sql("23514", "public.t.small"),
                    ServerFailures.atStatement(Side.SOURCE, check)
                            .problems()
                            .getFirst()
                            .place());
        }
    }

    private static String definition(Catalog catalog, String desc) {
        return catalog.toc().entries().stream()
                .filter(entry -> entry.desc().equals(desc))
                .map(TocEntry::definition)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isReading(String statement) {
        return statement.matches(
                        "(?s)(SELECT|WITH RECURSIVE domain|SET|BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY).*")
                || statement.matches("(?s)LOCK TABLE .* IN ACCESS SHARE MODE");
    }

    private static List<String> statementsOf(String application, String database) throws IOException {
        String prefix = application + "|" + database + "|LOG:  ";
        return Files.readAllLines(server.logFile()).stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .filter(line -> line.startsWith("statement: ") || line.startsWith("execute "))
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .toList();
    }

    private void script(String command) throws IOException {
        Path file = directory.resolve("pg_dump");
        Files.writeString(
                file,
                "#!/bin/sh\nif [ \"$1\" = --version ]; then echo 'pg_dump (PostgreSQL) 15.18'; exit; fi\n" + command
                        + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static NightmaskException failureOf(Source source) {
        return assertThrows(NightmaskException.class, () -> source.readCatalog(Compression.ZLIB));
    }

    private static void assertStops(Source source, Failure failure, Place place) {
        assertEquals(List.of(new Problem(failure, place)), failureOf(source).problems());
    }
}
