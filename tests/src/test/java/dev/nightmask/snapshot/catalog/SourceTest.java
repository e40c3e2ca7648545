package dev.nightmask.snapshot.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.compress.Compression;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {
    private static final String BIG_TABLE =
            "CREATE TABLE big AS SELECT repeat('x', 500) AS filler FROM generate_series(1, 20000)";

    private static LocalPostgres server;

    @BeforeAll
    static void start() {
        server = LocalPostgres.start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void pgDumpLeavesNoBackendAndNoLockBehind() throws SQLException {
        Scratch scratch = Scratch.create(server, BIG_TABLE);
        ConnectionSettings settings = scratch.settings();
        try (Source source = scratch.source()) {
            SourceSession session = source.session();
            PgDump dump = PgDump.start(scratch.programs().pgDump(session.version()), settings, session);
            assertFalse(dump.readToc().entries().isEmpty());
            assertEquals("1", scratch.ask(backends("nightmask pg_dump")));
            assertEquals("1", scratch.ask(locks("nightmask pg_dump")));
            dump.close();
            assertTrue(Scratch.becomesTrue(
                    () -> scratch.ask(backends("nightmask pg_dump")).equals("0")));
            assertEquals("0", scratch.ask(locks("nightmask pg_dump")));
        }
    }

    @Test
    void tablesStayLockedUntilTheSourceIsClosed() {
        Scratch scratch =
                Scratch.create(server, BIG_TABLE, "CREATE TABLE \"Odd \"\"name\" (a int) PARTITION BY LIST (a)");
        Source source = scratch.source();
        source.readCatalog(Compression.ZLIB);
        assertTrue(Scratch.becomesTrue(
                () -> scratch.ask(backends("nightmask pg_dump")).equals("0")));
        assertEquals("2", scratch.ask(locks("nightmask")));
        source.close();
        assertTrue(Scratch.becomesTrue(() -> scratch.ask(backends("nightmask")).equals("0")));
        assertEquals("0", scratch.ask(locks("nightmask")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUNCATE changed",
                "ALTER TABLE changed ALTER a TYPE text",
                "ALTER TABLE changed RENAME a TO c; ALTER TABLE changed RENAME b TO a; ALTER TABLE changed RENAME c TO b",
                "ALTER TABLE changed RENAME b TO c",
                "ALTER TABLE changed DROP b",
            })
    void tableThatChangedSinceTheSnapshotStopsTheRun(String change) {
        Scratch scratch =
                Scratch.create(server, "CREATE TABLE changed (a int, b int)", "INSERT INTO changed VALUES (1, 2)");
        try (Source source = scratch.source()) {
            scratch.run(change);
            assertStops(source, Failure.SOURCE_CHANGED, new Place.Table("public", "changed"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP TABLE changed", "ALTER TABLE changed RENAME TO other"})
    void tableThatIsGoneSinceTheSnapshotStopsTheRun(String change) {
        Scratch scratch = Scratch.create(server, "CREATE TABLE changed (a int)");
        try (Source source = scratch.source()) {
            scratch.run(change);
            assertEquals(Failure.SOURCE_CHANGED, failureOf(source).failure());
        }
    }

    @Test
    void tableThatTookTheNameOfAnotherSinceTheSnapshotStopsTheRun() {
        Scratch scratch = Scratch.create(server, "CREATE TABLE changed (a int)", "CREATE TABLE other (a int)");
        try (Source source = scratch.source()) {
            scratch.run("ALTER TABLE changed RENAME TO x; ALTER TABLE other RENAME TO changed;"
                    + " ALTER TABLE x RENAME TO other");
            assertEquals(
                    List.of(
                            new Problem(Failure.SOURCE_CHANGED, new Place.Table("public", "changed")),
                            new Problem(Failure.SOURCE_CHANGED, new Place.Table("public", "other"))),
                    failureOf(source).problems());
        }
    }

    @Test
    void lockedTableStopsTheRunByName() throws SQLException {
        Scratch scratch = Scratch.create(server, "CREATE TABLE held (a int)", "CREATE TABLE free (a int)");
        try (Connection holder = scratch.session();
                Statement statement = holder.createStatement();
                Source source = scratch.source()) {
            statement.execute("BEGIN; LOCK TABLE held");
            assertStops(source, Failure.SOURCE_LOCKED, new Place.Table("public", "held"));
        }
    }

    @Test
    void alterThatWaitsBehindPgDumpStopsTheRunByName() throws SQLException {
        Scratch scratch = Scratch.create(server, "CREATE TABLE awaited (a int)");
        try (Source source = scratch.source();
                Source other = scratch.source();
                Connection waiting = scratch.session();
                Statement statement = waiting.createStatement()) {
            other.readCatalog(Compression.ZLIB);
            statement.execute("SET lock_timeout = '20s'");
            Thread alter = Thread.ofVirtual().start(() -> {
                assertThrows(SQLException.class, () -> statement.execute("ALTER TABLE awaited ADD b int"));
            });
            assertTrue(Scratch.becomesTrue(() -> scratch.ask(
                            "SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'")
                    .equals("1")));
            assertStops(source, Failure.SOURCE_LOCKED, new Place.Table("public", "awaited"));
            waiting.unwrap(org.postgresql.PGConnection.class).cancelQuery();
            assertTrue(Scratch.becomesTrue(() -> !alter.isAlive()));
        }
    }

    private static String backends(String application) {
        return "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '"
                + application + "'";
    }

    private static String locks(String application) {
        return "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) JOIN pg_class c ON c.oid = l.relation"
                + " WHERE a.datname = current_database() AND c.relkind IN ('r', 'p') AND c.oid >= 16384"
                + " AND l.mode = 'AccessShareLock' AND a.application_name = '" + application + "'";
    }

    private static NightmaskException failureOf(Source source) {
        return assertThrows(NightmaskException.class, () -> source.readCatalog(Compression.ZLIB));
    }

    private static void assertStops(Source source, Failure failure, Place place) {
        assertEquals(List.of(new Problem(failure, place)), failureOf(source).problems());
    }
}
