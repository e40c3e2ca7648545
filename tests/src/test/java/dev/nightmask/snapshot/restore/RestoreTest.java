package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.journal.Act;
import dev.nightmask.snapshot.journal.Journal;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTest {
    private static final String ELSEWHERE = "7000000000000000001";
    private static final String PLANTED = "planted-9f31@example.org";

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static Path shop;

    @BeforeAll
    static void dumpAShop() {
        server = LocalPostgres.start(Map.of());
        ClientProgram.createDatabase(server, "shop", "UTF8");
        ClientProgram.query(server, "shop", """
                CREATE TABLE customer (id int PRIMARY KEY, email text);
                INSERT INTO customer SELECT i, 'c' || i FROM generate_series(1, 50) AS i;
                CREATE TABLE "or""der" (id int PRIMARY KEY, customer int REFERENCES customer);
                INSERT INTO "or""der" SELECT i, i FROM generate_series(1, 20) AS i;
                CREATE MATERIALIZED VIEW busy AS SELECT customer FROM "or""der";
                """);
        shop = SealedDump.of(server, "shop", ELSEWHERE, directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void restoreMakesTheDatabaseCountsItsRowsAndGathersStatistics() {
        RestoreResult result = restorer().run(request(shop, "made"));
        assertEquals("made", result.database().name());
        assertNull(result.previous());
        assertEquals("UTF8 C.UTF-8", result.layout());
        assertEquals(2, result.tables());
        assertEquals(70, result.rows());
        assertEquals(List.of(), result.harmless());
        assertEquals("20", ClientProgram.query(server, "made", "SELECT count(*) FROM busy"));
        assertEquals(
                "50", ClientProgram.query(server, "made", "SELECT reltuples FROM pg_class WHERE relname = 'customer'"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void progressCountsEveryRowAndEveryKey(int jobs) {
        CountingProgress progress = new CountingProgress();
        ConnectionSettings target = ConnectionSettings.of(server.uri("watched_by_" + jobs), Map.of());
        Restores.by(List.of(server.programs()), progress).run(new RestoreRequest(shop, null, target, List.of(), jobs));
        assertEquals(70, progress.rows);
        assertEquals(4, progress.things, "two primary keys, a foreign key, a materialized view");
        assertEquals(4, progress.done);
    }

    @Test
    void failedRestoreRemovesItsDatabaseAndShowsNoValue() {
        ClientProgram.createDatabase(server, "fussy", "UTF8");
        ClientProgram.query(server, "fussy", """
                CREATE FUNCTION at_home() RETURNS bool LANGUAGE sql AS $$ SELECT current_database() = 'fussy' $$;
                CREATE TABLE person (email text CHECK (at_home()));
                INSERT INTO person VALUES ('%s');
                """.formatted(PLANTED));
        Path archive = SealedDump.of(server, "fussy", ELSEWHERE, directory);
        ClientProgram.createDatabase(server, "genuine", "UTF8");
        List<String> genuinely = List.of("-d", server.uri("genuine"), archive.toString());
        String shown = ClientProgram.tryToRun(server, "pg_restore", genuinely, Path.of("/dev/null"))
                .output();
        assertTrue(shown.contains(PLANTED), shown);

        String before = databases();
        NightmaskException failed = assertFails(Failure.RESTORE_FAILED, archive);
        assertTrue(sentence(failed).endsWith("(TABLE DATA public.person)"), sentence(failed));
        assertFalse(everythingIn(failed).contains(PLANTED));
        assertEquals(before, databases());
    }

    @Test
    void interruptedRestoreEndsPgRestoreAndRemovesItsDatabase() throws Exception {
        ClientProgram.createDatabase(server, "sleepy", "UTF8");
        ClientProgram.query(server, "sleepy", """
                CREATE FUNCTION awake() RETURNS bool LANGUAGE sql
                    AS $$ SELECT current_database() = 'sleepy' OR pg_sleep(600) IS NULL $$;
                CREATE TABLE person (id int CHECK (awake()));
                INSERT INTO person VALUES (1);
                """);
        Path archive = SealedDump.of(server, "sleepy", ELSEWHERE, directory);
        Path journal = directory.resolve("interrupted.jsonl");
        RestoreRequest request = request(archive, "never");
        assertInterruptedEnds(
                Restores.journal(journal),
                request,
                "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname LIKE 'never%' AND query LIKE 'COPY%'");
        String last = Files.readAllLines(journal).getLast();
        assertTrue(last.endsWith("\"failures\":[\"interrupted\"]}"), last);
    }

    @Test
    void interruptedRestoreWaitsForNoAnswerOfTheServer() throws Exception {
        Path script = Files.writeString(directory.resolve("sleep.sql"), "SELECT pg_sleep(599)");
        ConnectionSettings target = ConnectionSettings.of(server.uri("never"), Map.of());
        assertInterruptedEnds(
                Restores.journal(),
                new RestoreRequest(shop, null, target, List.of(script), 2),
                "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname LIKE 'never%' AND query LIKE '%pg_sleep(599)'");
    }

    /// @param going says that it has come to where it is interrupted
    private static void assertInterruptedEnds(Journal journal, RestoreRequest request, String going) throws Exception {
        String before = databases();
        FutureTask<NightmaskException> restoring = new FutureTask<>(() -> assertThrows(
                NightmaskException.class, () -> Restores.by(server, journal).run(request)));
        Thread thread = Thread.ofPlatform().start(restoring);
        awaitTrue(going);
        thread.interrupt();
        assertEquals(Failure.INTERRUPTED, restoring.get(1, TimeUnit.MINUTES).failure());
        assertEquals(before, databases());
    }

    private static void awaitTrue(String query) throws InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            if (ClientProgram.query(server, "postgres", query).equals("t")) {
                return;
            }
            Thread.sleep(100);
        }
        fail(query);
    }

    @Test
    void missingExtensionIsNamedBeforeADatabaseIsMade() {
        ClientProgram.createDatabase(server, "extended", "UTF8");
        ClientProgram.query(
                server,
                "extended",
                "CREATE EXTENSION citext; UPDATE pg_extension SET extname = 'absent' WHERE extname = 'citext'");
        Path archive = SealedDump.of(server, "extended", ELSEWHERE, directory);
        String before = databases();
        NightmaskException failed = assertFails(Failure.TARGET_EXTENSION, archive);
        assertTrue(sentence(failed).endsWith(": absent"), sentence(failed));
        assertEquals(before, databases());
    }

    @Test
    void rowsThatAreMissingAreFoundAndTheDatabaseIsRemoved() {
        String before = databases();
        CheckedArchive more = withCounts(
                new TableCount("public", "customer", 51, 100),
                new TableCount("public", "or\"der", 20, 100),
                new TableCount("public", "absent", 0, 0));
        NightmaskException failed = assertThrows(
                NightmaskException.class,
                () -> restorer()
                        .run(
                                more,
                                request(shop, "never"),
                                Restores.journal()
                                        .open(
                                                Act.RESTORE,
                                                request(shop, "never").target().place())));
        assertEquals(Failure.CHECK_ROWS, failed.failure());
        assertEquals(2, failed.problems().size());
        assertEquals("a table does not hold the rows that the snapshot counts: public.customer (1)", sentence(failed));
        assertEquals(before, databases());
    }

    private static CheckedArchive withCounts(TableCount... counts) {
        CheckedArchive checked = CheckedArchive.check(shop, null);
        return new CheckedArchive(checked.name(), shop, checked.toc(), Seals.counting(checked.seal(), List.of(counts)));
    }

    private static NightmaskException assertFails(Failure failure, Path archive) {
        NightmaskException failed =
                assertThrows(NightmaskException.class, () -> restorer().run(request(archive, "never")));
        assertEquals(failure, failed.failure(), failed::getMessage);
        return failed;
    }

    private static Restore restorer() {
        return Restores.by(server);
    }

    private static RestoreRequest request(Path archive, String database) {
        return Restores.request(archive, server.uri(database));
    }

    private static String sentence(NightmaskException failed) {
        return failed.problems().getFirst().sentence();
    }

    private static String everythingIn(Throwable failed) {
        StringWriter all = new StringWriter();
        failed.printStackTrace(new PrintWriter(all));
        return all.toString();
    }

    private static String databases() {
        return ClientProgram.query(server, "postgres", "SELECT string_agg(datname, ' ' ORDER BY 1) FROM pg_database");
    }

    private static final class CountingProgress implements Progress {
        private long rows;
        private long things;
        private long done;

        @Override
        public void stage(String name, long totalBytes) {}

        @Override
        public void count(String name, int total) {
            things = total;
        }

        @Override
        public void advance(long more, long bytes) {
            if (things == 0) {
                rows += more;
            } else {
                done += more;
            }
        }
    }
}
