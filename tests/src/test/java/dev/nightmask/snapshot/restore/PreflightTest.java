package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.guard.Target;
import dev.nightmask.tests.ClientProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    private static final String ELSEWHERE = "7000000000000000001";

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static CheckedArchive plain;

    @BeforeAll
    static void start() {
        server = LocalPostgres.start(Map.of("max_connections", "30"));
        ClientProgram.createDatabase(server, "plain", "UTF8");
        ClientProgram.query(server, "plain", "CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
        plain = CheckedArchive.check(SealedDump.of(server, "plain", ELSEWHERE, directory), null);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everythingThatStandsInTheWayIsToldAtOnce() {
        ClientProgram.createDatabase(server, "demanding", "UTF8");
        ClientProgram.query(server, "demanding", """
                CREATE ROLE reader; CREATE ROLE "odd, ""role"; CREATE ROLE stays;
                CREATE EXTENSION citext; CREATE EXTENSION pgcrypto;
                CREATE COLLATION german (provider = icu, locale = 'de');
                CREATE COLLATION gone (provider = icu, locale = 'fr');
                CREATE TABLE "t (x)" (id int);
                CREATE POLICY all_of_them ON "t (x)" FOR SELECT TO reader, "odd, ""role", stays USING (id > 0);
                CREATE POLICY everybody ON "t (x)" AS RESTRICTIVE WITH CHECK (id IS NOT NULL);
                UPDATE pg_extension SET extname = 'absent' WHERE extname = 'citext';
                UPDATE pg_collation SET collprovider = 'c', collcollate = 'xx_XX', collctype = 'xx_XX' WHERE collname = 'gone';
                """);
        CheckedArchive demanding = counting(
                CheckedArchive.check(SealedDump.of(server, "demanding", ELSEWHERE, directory), null), 1L << 60);
        ClientProgram.query(
                server, "demanding", "DROP POLICY all_of_them ON \"t (x)\"; DROP ROLE reader, \"odd, \"\"role\"");
        List<Problem> problems = refused(demanding, server.uri("never"), 60);
        assertEquals(
                List.of(
                        "TARGET_EXTENSION absent",
                        "TARGET_ROLE odd, \"role",
                        "TARGET_ROLE reader",
                        "TARGET_COLLATION public.gone",
                        "TARGET_SPACE",
                        "TARGET_CONNECTIONS"),
                problems.stream()
                        .map(problem ->
                                problem.failure() + " " + problem.place().describe())
                        .map(told -> told.startsWith("TARGET_SPACE") ? "TARGET_SPACE" : told)
                        .map(told -> told.startsWith("TARGET_CONN") ? "TARGET_CONNECTIONS" : told)
                        .toList());
        assertTrue(problems.getLast().place().describe().startsWith("61 needed, "), problems.toString());
    }

    @Test
    void roleIsToldAllThatItLacks() {
        ClientProgram.query(server, "postgres", "CREATE ROLE weak LOGIN PASSWORD 'weak' CONNECTION LIMIT 3");
        List<Problem> problems = refused(plain, "postgresql://weak:weak@127.0.0.1:" + server.port() + "/plain", 4);
        assertEquals(
                List.of(
                        "TARGET_PERMISSION CREATEDB",
                        "TARGET_PERMISSION ownership",
                        "TARGET_CONNECTIONS 5 needed, 2 free"),
                problems.stream()
                        .map(problem ->
                                problem.failure() + " " + problem.place().describe())
                        .toList());
    }

    @Test
    void roleThatMayNotLookAtTheServersFilesIsToldThatSpaceWasNotSeen() {
        ClientProgram.query(server, "postgres", "CREATE ROLE maker LOGIN CREATEDB PASSWORD 'maker'");
        List<String> notes = check(plain, "postgresql://maker:maker@127.0.0.1:" + server.port() + "/never", 2)
                .notes();
        assertEquals(1, notes.size());
        assertTrue(notes.getFirst().startsWith("the server's free space cannot be seen"), notes.toString());
        assertEquals(List.of(), check(plain, server.uri("never"), 2).notes());
    }

    private static List<Problem> refused(CheckedArchive archive, String uri, int jobs) {
        return assertThrows(NightmaskException.class, () -> check(archive, uri, jobs))
                .problems();
    }

    private static Preflight.Cleared check(CheckedArchive archive, String uri, int jobs) {
        try (Target target = Target.open(ConnectionSettings.of(uri, Map.of()))) {
            Selection everything = Selection.of(archive, TableChoice.all());
            return Preflight.check(target, archive, everything, new PostgresPrograms(List.of(server.programs())), jobs);
        }
    }

    private static CheckedArchive counting(CheckedArchive archive, long bytes) {
        return new CheckedArchive(
                archive.name(),
                archive.file(),
                archive.toc(),
                Seals.counting(archive.seal(), List.of(new TableCount("public", "t", 1, bytes))));
    }
}
