package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that cannot extend its files any more while a restore fills them, at twenty different sizes. The limit
/// on the size of a file (setrlimit(2), RLIMIT_FSIZE; PostgreSQL ignores the signal) makes the same write fail that
/// a full disk does, on any machine and for any user.
class FullDiskTest {
    private static final int POINTS = 20;

    /// Files of the write-ahead log have this size and must still be made.
    private static final long LEAST_BYTES = 17 << 20;

    private static final long STEP_BYTES = 1 << 20;

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static Path archive;

    @BeforeAll
    static void dump() {
        server = LocalPostgres.start(Map.of("synchronous_commit", "off", "max_wal_size", "2GB"));
        ClientProgram.createDatabase(server, "origin", "UTF8");
        ClientProgram.query(server, "origin", """
                CREATE TABLE small (id int PRIMARY KEY);
                INSERT INTO small SELECT generate_series(1, 100);
                CREATE TABLE large (id int, body text);
                INSERT INTO large SELECT i, repeat('x', 950) FROM generate_series(1, 42000) AS i;
                """);
        archive = SealedDump.of(server, "origin", "7000000000000000001", directory);
        Restores.by(server).run(Restores.request(archive, server.uri("app")));
        ClientProgram.query(server, "app", "UPDATE small SET id = -id");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void targetIsUntouchedAndNothingIsLeftWhereverTheDiskIsFull() throws IOException {
        try {
            for (int i = 0; i < POINTS; i++) {
                limitFiles(Long.toString(LEAST_BYTES + i * STEP_BYTES));
                NightmaskException full = assertThrows(
                        NightmaskException.class,
                        () -> Restores.by(server).run(Restores.request(archive, server.uri("app"))));
                assertEquals(Failure.RESTORE_FAILED, full.failure());
                String sentence = full.problems().getFirst().sentence();
                assertTrue(sentence.contains("TABLE DATA public.large"), sentence);
                assertEquals("-100", ClientProgram.query(server, "app", "SELECT min(id) FROM small"));
                assertEquals(
                        "app",
                        ClientProgram.query(
                                server,
                                "postgres",
                                "SELECT string_agg(datname, ' ') FROM pg_database WHERE datname ~ '^app'"));
            }
        } finally {
            limitFiles("unlimited");
        }
        Restores.by(server).run(Restores.request(archive, server.uri("app")));
        assertEquals("1", ClientProgram.query(server, "app", "SELECT min(id) FROM small"));
    }

    /// Of the postmaster, which hands it down to every process that it makes from now on. The server's own user does
    /// it: nobody else may. A program that does not read what COPY writes may end before COPY, which fails then.
    private static void limitFiles(String bytes) throws IOException {
        String pid = Files.readAllLines(server.socketDirectory().resolve("data/postmaster.pid"))
                .getFirst();
        ClientProgram.query(
                server,
                "postgres",
                "COPY (SELECT 1) TO PROGRAM 'cat > /dev/null; prlimit --pid %s --fsize=%s:unlimited'"
                        .formatted(pid, bytes));
    }
}
