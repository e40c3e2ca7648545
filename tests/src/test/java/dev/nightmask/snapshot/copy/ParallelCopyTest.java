package dev.nightmask.snapshot.copy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.mask.Maskers;
import dev.nightmask.mask.PseudonymizationKey;
import dev.nightmask.snapshot.catalog.Scratch;
import dev.nightmask.snapshot.catalog.Source;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.snapshot.plan.MaskPlan;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ParallelCopyTest {
    /// Some 55 MB: more than the windows of two sessions hold.
    private static final String LARGE =
            "CREATE TABLE large AS SELECT i AS id, repeat(md5(i::text), 12) AS v FROM generate_series(1, 130000) AS i";

    private static LocalPostgres server;

    @BeforeAll
    static void start() {
        server = LocalPostgres.start(Map.of("max_connections", "20", "log_line_prefix", "%a|%p|"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void allRowsComeOnceAndInOrderFromEveryTable() {
        Scratch scratch = Scratch.create(
                server,
                LARGE,
                "CREATE TABLE empty (a int)",
                "CREATE TABLE small AS SELECT i AS id FROM generate_series(1, 10) AS i",
                "CREATE TABLE grown (a int)");
        try (Source source = scratch.source()) {
            MaskPlan plan = KeptPlan.of(source.readCatalog(Compression.NONE));
            scratch.run("INSERT INTO grown SELECT generate_series(1, 1000)", "INSERT INTO large VALUES (0, 'new')");
            Map<String, String> copied = copy(source, plan, 3);
            assertEquals("", copied.get("public.empty"));
            assertEquals("", copied.get("public.grown"));
            assertEquals("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", copied.get("public.small"));
            List<String> ids = copied.getOrDefault("public.large", "")
                    .lines()
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .toList();
            assertEquals(130_000, ids.size());
            assertEquals("1", ids.getFirst());
            assertEquals("130000", ids.getLast());
            assertEquals(130_000, ids.stream().distinct().count());
        }
    }

    @Test
    void piecesDoNotDependOnTheNumberOfSessions() {
        Scratch scratch = Scratch.create(
                server,
                LARGE,
                "CREATE TABLE long_values AS SELECT i AS id, (SELECT string_agg(md5(i::text || j), '')"
                        + " FROM generate_series(1, 3000) AS j) AS v FROM generate_series(1, 300) AS i");
        try (Source source = scratch.source()) {
            MaskPlan plan = KeptPlan.of(source.readCatalog(Compression.NONE));
            Map<String, String> one = copy(source, plan, 1);
            assertEquals(one, copy(source, plan, 2));
            assertEquals(one, copy(source, plan, 8));
        }
    }

    @Test
    void tableThatSomebodyWaitsToAlterIsReadByTheSessionThatHoldsItsLock() throws SQLException {
        Scratch scratch = Scratch.create(server, LARGE, "CREATE TABLE second (a int)", "INSERT INTO second VALUES (7)");
        try (Connection altering = scratch.session()) {
            CompletableFuture<Boolean> alter;
            try (Source source = scratch.source()) {
                MaskPlan plan = KeptPlan.of(source.readCatalog(Compression.NONE));
                alter = CompletableFuture.supplyAsync(
                        () -> altered(altering, "large", "second"), Thread::startVirtualThread);
                assertTrue(Scratch.becomesTrue(() -> scratch.ask(waiting()).equals("1")), "ALTER must be queued");
                Map<String, String> copied = copy(source, plan, 3);
                assertEquals(
                        130_000, copied.getOrDefault("public.large", "").lines().count());
                assertEquals("7\n", copied.get("public.second"));
                assertEquals("1", scratch.ask(waiting()), "ALTER must still be queued");
            }
            assertTrue(alter.join());
        }
    }

    @Test
    void moreSessionsThanTheServerTakesStopTheRunBeforeTheFirstRow() {
        Scratch scratch = Scratch.create(server, LARGE);
        try (Source source = scratch.source()) {
            MaskPlan plan = KeptPlan.of(source.readCatalog(Compression.NONE));
            NightmaskException e = assertThrows(NightmaskException.class, () -> copy(source, plan, 40));
            assertEquals(Failure.SOURCE_FULL, e.failure());
            assertTrue(Scratch.becomesTrue(() -> scratch.ask(backends()).equals("0")));
        }
    }

    @Test
    void readerWhoseConnectionIsCutStopsTheRun() {
        Scratch scratch = Scratch.create(server, LARGE);
        try (Source source = scratch.source()) {
            TablePlan table =
                    KeptPlan.of(source.readCatalog(Compression.NONE)).tables().getFirst();
            MaskPlan plan = new MaskPlan(List.of(table), List.of());
            NightmaskException e = assertThrows(NightmaskException.class, () -> {
                try (ParallelCopy copy = start(source, plan, 2)) {
                    copy.copy(
                            table,
                            (encoded, textBytes, rows) -> scratch.ask(
                                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE query LIKE 'COPY%'"
                                            + " AND datname = current_database() LIMIT 1"));
                }
            });
            assertEquals(Failure.SOURCE_LOST, e.failure());
            assertTrue(e.problems().getFirst().place().describe().contains("public.large"));
            assertTrue(Scratch.becomesTrue(() -> scratch.ask(backends()).equals("0")));
        }
    }

    @Test
    void writerThatFailsLeavesNoSessionBehind() {
        Scratch scratch = Scratch.create(server, LARGE);
        try (Source source = scratch.source()) {
            MaskPlan plan = KeptPlan.of(source.readCatalog(Compression.NONE));
            assertThrows(ArithmeticException.class, () -> {
                try (ParallelCopy copy = start(source, plan, 3)) {
                    copy.copy(plan.tables().getFirst(), (encoded, textBytes, rows) -> {
                        throw new ArithmeticException();
                    });
                }
            });
            assertTrue(Scratch.becomesTrue(() -> scratch.ask(backends()).equals("0")));
        }
    }

    @Test
    void interruptedWriterStopsTheRun() {
        Scratch scratch = Scratch.create(server, LARGE);
        try (Source source = scratch.source()) {
            MaskPlan plan = KeptPlan.of(source.readCatalog(Compression.NONE));
            NightmaskException e = assertThrows(NightmaskException.class, () -> {
                try (ParallelCopy copy = start(source, plan, 2)) {
                    copy.copy(
                            plan.tables().getFirst(),
                            (encoded, textBytes, rows) -> Thread.currentThread().interrupt());
                }
            });
            assertTrue(Thread.interrupted());
            assertEquals(Failure.INTERRUPTED, e.failure());
            assertTrue(Scratch.becomesTrue(() -> scratch.ask(backends()).equals("0")));
        }
    }

    /// The value is mostly zeros, which compress to some megabytes.
    @Test
    void valueThatCopyCannotWriteStopsTheRunWithItsColumn() {
        Scratch scratch = Scratch.create(
                server,
                "CREATE TABLE blobs (id int, small bytea, large bytea)",
                "INSERT INTO blobs VALUES (1, 'x', ''), (2, 'x', decode(repeat('00', 270 << 20), 'hex'))",
                "UPDATE blobs SET large = large || large || '\\x01' WHERE id = 2");
        try (Source source = scratch.source()) {
            MaskPlan plan = KeptPlan.of(source.readCatalog(Compression.NONE));
            NightmaskException e = assertThrows(NightmaskException.class, () -> copy(source, plan, 2));
            assertEquals(
                    List.of(new Problem(Failure.SOURCE_VALUE_TOO_LONG, new Place.Column("public", "blobs", "large"))),
                    e.problems());
        }
    }

    private static boolean altered(Connection session, String... tables) {
        try (Statement statement = session.createStatement()) {
            for (String table : tables) {
                statement.execute("ALTER TABLE " + table + " ADD COLUMN more int");
            }
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> copy(Source source, MaskPlan plan, int sessions) {
        Map<String, String> copied = new TreeMap<>();
        try (ParallelCopy copy = start(source, plan, sessions)) {
            for (TablePlan table : plan.tables()) {
                StringBuilder text = new StringBuilder();
                long[] counted = new long[1];
                copy.copy(table, (encoded, textBytes, rows) -> {
                    assertEquals(textBytes, encoded.length());
                    counted[0] += rows;
                    text.append(new String(encoded.bytes(), 0, encoded.length(), US_ASCII));
                });
                assertEquals(text.chars().filter(c -> c == '\n').count(), counted[0]);
                copied.put(table.table().qualifiedName(), text.toString());
            }
        }
        return copied;
    }

    private static ParallelCopy start(Source source, MaskPlan plan, int sessions) {
        Maskers maskers = new Maskers(PseudonymizationKey.parse("07".repeat(32)));
        return ParallelCopy.start(source, plan, maskers, Codecs.parse("none"), sessions);
    }

    private static String waiting() {
        return "SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name = 'test' AND wait_event_type = 'Lock'";
    }

    private static String backends() {
        return "SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name = 'nightmask'";
    }
}
