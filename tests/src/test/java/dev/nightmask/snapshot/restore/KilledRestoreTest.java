package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.guard.Consent;
import dev.nightmask.snapshot.guard.Target;
import dev.nightmask.snapshot.restore.Tripwire.Trap;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A restore that is killed (SIGKILL) at sixty points from its first message to its last, while somebody looks at
/// the target all the time.
class KilledRestoreTest {
    private static final int POINTS_ON_FIRST = 48;
    private static final int POINTS_ON_OTHERS = 16;

    /// A run that has a message less to send than the one that was counted may get to its end.
    private static final int AT_LEAST_KILLED = 60;
    private static final int ROWS = 500;
    private static final Set<String> WHOLE = Set.of("1 to 1, " + ROWS, "2 to 2, " + ROWS);

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static Path[] archives;

    @BeforeAll
    static void dumpTwoGenerations() {
        server = LocalPostgres.start(Map.of());
        archives = new Path[] {generation(1), generation(2)};
        Restores.by(server).run(Restores.request(archives[0], server.uri("app")));
        letTheProberBeConnected();
    }

    private static void letTheProberBeConnected() {
        try (Target target = Target.open(ConnectionSettings.of(server.uri("app"), Map.of()))) {
            new Consent(Restores.guard(), InstantSource.system())
                    .allow(target, new Consent.Wish(Consent.USUAL, List.of(Prober.NAME)), identity -> "", unused -> {});
        }
    }

    private static Path generation(int number) {
        String name = "generation" + number;
        ClientProgram.createDatabase(server, name, "UTF8");
        ClientProgram.query(server, name, """
                CREATE TABLE person (id int PRIMARY KEY, generation int);
                INSERT INTO person SELECT i, %d FROM generate_series(1, %d) AS i;
                """.formatted(number, ROWS));
        return SealedDump.of(server, name, "7000000000000000001", directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void targetIsTheOldOneOrTheNewOneWhereverTheRunIsKilled() throws Exception {
        try (Prober prober = Prober.of(server, "app")) {
            Counted whole = run(Trap.none());
            assertEquals(0, whole.exitStatus(), KilledRestoreTest::said);
            int killed = 0;
            for (int i = 0; i < POINTS_ON_FIRST; i++) {
                killed += killAt(true, 1 + i * whole.onFirst() / POINTS_ON_FIRST);
            }
            for (int i = 0; i < POINTS_ON_OTHERS; i++) {
                killed += killAt(false, 1 + i * whole.onOthers() / (POINTS_ON_OTHERS + 3));
            }
            assertTrue(killed >= AT_LEAST_KILLED, killed + " were killed");
            assertEquals(0, run(Trap.none()).exitStatus(), KilledRestoreTest::said);
            assertEquals("", databases("app\\_\\_nightmask%"));
            assertEquals(WHOLE, prober.seen());
            assertTrue(prober.longestGap().compareTo(Duration.ofSeconds(10)) < 0, () -> prober.longestGap() + "");
        }
    }

    private static int killAt(boolean onFirst, int message) throws Exception {
        AtomicReference<Process> victim = new AtomicReference<>();
        Counted killed = run(new Trap(onFirst, message, () -> kill(victim)), victim);
        assertTrue(WHOLE.contains(look()), look());
        return killed.exitStatus() == 0 ? 0 : 1;
    }

    /// The process may send its first message before the test knows the process.
    private static void kill(AtomicReference<Process> victim) {
        while (victim.get() == null) {
            Thread.onSpinWait();
        }
        victim.get().destroyForcibly();
        try {
            victim.get().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Counted run(Trap trap) throws Exception {
        return run(trap, new AtomicReference<>());
    }

    private static Counted run(Trap trap, AtomicReference<Process> started) throws Exception {
        awaitTheEndOfItsSessions();
        dropPrevious();
        Path other = archives[look().startsWith("1") ? 1 : 0];
        try (Tripwire wire = new Tripwire(server.port(), trap)) {
            Process process = RestoreProcess.start(server, wire.port(), other, "app", directory.resolve("said"));
            started.set(process);
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it does not end");
            return new Counted(process.exitValue(), wire.messagesOnFirst(), wire.messagesOnOthers());
        }
    }

    /// The server ends what a killed process had asked for before it sees that nobody is there.
    private static void awaitTheEndOfItsSessions() throws InterruptedException {
        for (int tries = 0; !sessions().equals("0"); tries++) {
            assertTrue(tries < 600, "sessions of a killed run live on");
            Thread.sleep(100);
        }
    }

    private static String sessions() {
        return ClientProgram.query(server, "postgres", """
                SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'
                AND pid <> pg_backend_pid() AND application_name <> '%s'""".formatted(Prober.NAME));
    }

    /// What the last run said.
    private static String said() {
        try {
            return Files.readString(directory.resolve("said"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private record Counted(int exitStatus, int onFirst, int onOthers) {}

    /// A swap that was done, though its run was killed before it could say so, has kept a database.
    private static void dropPrevious() {
        if (!databases("app\\_\\_previous").isEmpty()) {
            try {
                Restores.previous().drop(ConnectionSettings.of(server.uri("app"), Map.of()));
            } catch (NightmaskException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        }
    }

    private static String look() {
        return ClientProgram.query(
                server, "app", "SELECT min(generation) || ' to ' || max(generation) || ', ' || count(*) FROM person");
    }

    private static String databases(String pattern) {
        return ClientProgram.query(
                server,
                "postgres",
                "SELECT string_agg(datname, ' ') FROM pg_database WHERE datname LIKE '" + pattern + "'");
    }
}
