package dev.nightmask.snapshot.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.journal.Journal;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Stores;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a restore does to a database that is there: it is replaced as a whole, kept, and can be put back.
class SwapTest {
    private static final String ELSEWHERE = "7000000000000000001";

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static Path archive;

    @BeforeAll
    static void dump() {
        server = LocalPostgres.start(Map.of());
        ClientProgram.createDatabase(server, "origin", "UTF8");
        ClientProgram.query(server, "origin", "CREATE TABLE t (id int); INSERT INTO t VALUES (1), (2), (3)");
        archive = SealedDump.of(server, "origin", ELSEWHERE, directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void databaseOfOursIsReplacedKeptAndPutBack() {
        restore("app");
        ClientProgram.query(server, "app", "INSERT INTO t VALUES (4)");
        assertEquals("app__previous", restore("app").previous());
        assertEquals("3 4", rows("app") + " " + rows("app__previous"));

        previous().putBack(settings("app"));
        assertEquals("4 3", rows("app") + " " + rows("app__previous"));
        previous().putBack(settings("app"));
        assertEquals("3 4", rows("app") + " " + rows("app__previous"));
    }

    @Test
    void previousDatabaseIsNeverOverwritten() {
        restore("twice");
        restore("twice");
        assertRefused(Failure.PREVIOUS_KEPT, "twice");
        assertEquals("twice__previous", previous().drop(settings("twice")));
        restore("twice");
        assertEquals("twice twice__previous", databases("twice"));
    }

    @Test
    void onlyADatabaseThatASwapHasReplacedCanBeDropped() {
        restore("lonely");
        ClientProgram.createDatabase(server, "lonely__previous", "UTF8");
        NightmaskException refused =
                assertThrows(NightmaskException.class, () -> previous().drop(settings("lonely")));
        assertEquals(Failure.PREVIOUS_MISSING, refused.failure());
        assertEquals("lonely lonely__previous", databases("lonely"));
    }

    @Test
    void whatBelongsToTheDatabasePassesToTheNewOne() {
        restore("owned");
        ClientProgram.query(server, "postgres", """
                CREATE ROLE keeper; CREATE ROLE "od'd ""guest";
                ALTER DATABASE owned OWNER TO keeper;
                ALTER DATABASE owned CONNECTION LIMIT 17;
                REVOKE ALL ON DATABASE owned FROM PUBLIC;
                GRANT CONNECT ON DATABASE owned TO "od'd ""guest" WITH GRANT OPTION;
                ALTER DATABASE owned SET search_path = "$user", public, "a, b";
                ALTER DATABASE owned SET app.motto = 'it''s \\ fine';
                ALTER ROLE keeper IN DATABASE owned SET work_mem = '7MB';
                """);
        String before = belongings("owned");
        assertTrue(before.contains("17"), before);
        assertTrue(before.contains("a, b"), before);
        restore("owned");
        assertEquals(before, belongings("owned"));
    }

    @Test
    void commentOfOthersStaysWithTheName() {
        restore("noted");
        ClientProgram.query(server, "postgres", """
                DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE noted IS %L',
                    E'ask Carol\nfirst\n' || (SELECT shobj_description(oid, 'pg_database')
                        FROM pg_database WHERE datname = 'noted')); END $$""");
        restore("noted");
        assertTrue(comment("noted").startsWith("ask Carol\nfirst\nnightmask/1 "), comment("noted"));
        assertTrue(comment("noted__previous").contains("role=previous"), comment("noted__previous"));
    }

    @Test
    void markerThatCameAlongIsNoConsent() {
        restore("template");
        ClientProgram.query(server, "postgres", "CREATE DATABASE clone TEMPLATE template");
        ClientProgram.query(server, "postgres", """
                DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE clone IS %L',
                    (SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'template'));
                END $$""");
        assertRefused(Failure.TARGET_CONSENT_VOID, "clone");
        ClientProgram.query(server, "postgres", "ALTER DATABASE template RENAME TO renamed");
        assertRefused(Failure.TARGET_CONSENT_VOID, "renamed");
    }

    @Test
    void leftoversOfKilledRunsAreClearedAndNothingElse() {
        restore("tidy");
        ClientProgram.query(
                server, "postgres", "CREATE DATABASE tidy__nightmask_0123456789abcdef ALLOW_CONNECTIONS false");
        ClientProgram.query(server, "postgres", "CREATE DATABASE tidy__nightmask_0123456789abcdee");
        ClientProgram.query(server, "postgres", "CREATE DATABASE tidy__nightmask_notes ALLOW_CONNECTIONS false");
        restore("tidy");
        assertEquals("tidy tidy__nightmask_0123456789abcdee tidy__nightmask_notes tidy__previous", databases("tidy"));
    }

    @Test
    void swapThatHasBegunIsFinishedThoughTheRunIsToldToStop() throws IOException {
        restore("hasty");
        try (ObjectStore store = Stores.directory(Files.createDirectory(directory.resolve("hasty-store")))) {
            Thread restoring = Thread.currentThread();
            ObjectStore telling = telling(store, "\"act\":\"swap\",\"event\":\"begun\"", restoring::interrupt);
            Journal journal = Restores.journal(directory.resolve("hasty.jsonl")).beside(telling);
            RestoreResult result = Restores.by(server, journal).run(Restores.request(archive, settings("hasty")));
            assertTrue(Thread.interrupted(), "the caller still learns of it");
            assertEquals("hasty__previous", result.previous());
            assertEquals("hasty hasty__previous", databases("hasty"));
        }
    }

    @Test
    void storeThatTakesNoJournalKeepsNothingFromBeingRestoredAndIsNoted() throws IOException {
        try (ObjectStore store = Stores.directory(Files.createDirectory(directory.resolve("silent-store")))) {
            ObjectStore refusing = telling(store, "\"act\":\"restore\",\"event\":\"done\"", () -> {
                throw new NightmaskException(Failure.STORE_DENIED, new Place.Nowhere());
            });
            RestoreResult result = Restores.by(server, Restores.journal(directory.resolve("silent.jsonl")))
                    .outOf(refusing)
                    .run(Restores.request(archive, settings("silent")));
            assertEquals(
                    "the journal is not kept beside the store: the store refused access",
                    result.notes().getLast());
        }
    }

    /// A store that does something before it takes what holds a text.
    private static ObjectStore telling(ObjectStore store, String text, Runnable meanwhile) {
        return (ObjectStore) Proxy.newProxyInstance(
                SwapTest.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (unused, method, arguments) -> {
                    if (method.getName().equals("writeIf") && new String((byte[]) arguments[1], UTF_8).contains(text)) {
                        meanwhile.run();
                    }
                    return method.invoke(store, arguments);
                });
    }

    @Test
    void markerNamesTheSnapshotAndGoesWithItsRows() {
        restore("told");
        ClientProgram.query(server, "told", "CREATE TABLE tonight (id int)");
        String first = snapshotIn("told");
        assertTrue(first.startsWith("sha256%3A"), first);
        Restores.by(server)
                .run(new RestoreRequest(
                        archive, null, settings("told"), new TableChoice(List.of("public.t")), List.of(), 2));
        assertEquals("", snapshotIn("told"), "some tables are not the snapshot");
        assertEquals(first, snapshotIn("told__previous"));
        previous().putBack(settings("told"));
        assertEquals(first, snapshotIn("told"));
        assertEquals("", snapshotIn("told__previous"));
    }

    private static String snapshotIn(String database) {
        Matcher noted = Pattern.compile(" snapshot=(\\S+)").matcher(comment(database));
        return noted.find() ? noted.group(1) : "";
    }

    @Test
    void longNamesAreCutWithoutBreakingACharacter() {
        String name = "ä".repeat(31);
        restore(name);
        restore(name);
        previous().putBack(settings(name));
        assertEquals("3", rows(name));
    }

    private static void assertRefused(Failure failure, String database) {
        NightmaskException refused = assertThrows(NightmaskException.class, () -> restore(database));
        assertEquals(failure, refused.failure(), refused::getMessage);
    }

    private static RestoreResult restore(String database) {
        return Restores.by(server).run(Restores.request(archive, settings(database)));
    }

    private static Previous previous() {
        return Restores.previous();
    }

    private static ConnectionSettings settings(String database) {
        return ConnectionSettings.of(server.uri(""), Map.of()).withDatabase(database);
    }

    private static String rows(String database) {
        return ClientProgram.query(server, database, "SELECT count(*) FROM t");
    }

    private static String databases(String prefix) {
        return ClientProgram.query(server, "postgres", """
                SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database
                WHERE starts_with(datname, '%s')""".formatted(prefix));
    }

    private static String comment(String database) {
        return ClientProgram.query(
                server,
                "postgres",
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '" + database + "'");
    }

    private static String belongings(String database) {
        return ClientProgram.query(server, "postgres", """
                SELECT pg_get_userbyid(datdba), datconnlimit, datacl, datcollate, datctype,
                    (SELECT string_agg(setrole::regrole || ' ' || setconfig::text, ' ' ORDER BY setrole)
                    FROM pg_db_role_setting WHERE setdatabase = d.oid)
                FROM pg_database d WHERE datname = '%s'""".formatted(database));
    }
}
