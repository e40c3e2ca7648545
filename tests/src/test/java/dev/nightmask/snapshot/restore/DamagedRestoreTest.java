package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.archive.ArchiveReader;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Manifests;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives that are not what Nightmask wrote are refused while the server has not heard of the restore.
class DamagedRestoreTest {
    private static final int FLIPS = 1_000;
    private static final int CUTS = 200;
    private static final int SWAPS = 200;

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static Path archive;
    private static byte[] bytes;

    @BeforeAll
    static void dump() throws IOException {
        server = LocalPostgres.start(Map.of("log_connections", "on"));
        ClientProgram.createDatabase(server, "origin", "UTF8");
        ClientProgram.query(server, "origin", """
                CREATE TABLE person (id int PRIMARY KEY, name text);
                INSERT INTO person SELECT i, md5(i::text) FROM generate_series(1, 400) AS i;
                CREATE TABLE job (id int PRIMARY KEY, person int REFERENCES person);
                INSERT INTO job SELECT i, i FROM generate_series(1, 400) AS i;
                """);
        archive = SealedDump.of(server, "origin", "7000000000000000001", directory);
        bytes = Files.readAllBytes(archive);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyBitCounts() {
        Random random = new Random(41);
        ServerLog log = ServerLog.from(server);
        for (int i = 0; i < FLIPS; i++) {
            byte[] flipped = bytes.clone();
            int bit = random.nextInt(bytes.length * 8);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(flipped, "bit " + bit);
        }
        assertEquals(0, log.connections());
        Restores.by(server).run(Restores.request(archive, server.uri("control")));
        assertTrue(log.connections() > 0, "a connection would have been seen");
    }

    @Test
    void everyEndingCounts() {
        Random random = new Random(42);
        ServerLog log = ServerLog.from(server);
        for (int i = 0; i < CUTS; i++) {
            int length = i < 20 ? bytes.length - 1 - i : random.nextInt(bytes.length);
            assertRefused(Arrays.copyOf(bytes, length), "length " + length);
        }
        assertEquals(0, log.connections());
    }

    @Test
    void partsThatHaveChangedPlacesAreFound() {
        Random random = new Random(43);
        ServerLog log = ServerLog.from(server);
        for (int i = 0; i < SWAPS; i++) {
            int length = 1 + random.nextInt(bytes.length / 4);
            int one = random.nextInt(bytes.length - 2 * length);
            int other = one + length + random.nextInt(bytes.length - one - 2 * length + 1);
            byte[] swapped = bytes.clone();
            System.arraycopy(bytes, one, swapped, other, length);
            System.arraycopy(bytes, other, swapped, one, length);
            if (!Arrays.equals(bytes, swapped)) {
                assertRefused(swapped, "parts at " + one + " and " + other);
            }
        }
        assertEquals(0, log.connections());
    }

    /// A store that answers with yesterday's archive under today's manifest, or the reverse.
    @Test
    void archiveOfAnotherManifestIsRefused() throws IOException {
        ClientProgram.query(server, "origin", "INSERT INTO person VALUES (0, 'later')");
        Path later =
                SealedDump.of(server, "origin", "7000000000000000001", Files.createTempDirectory(directory, "later"));
        ServerLog log = ServerLog.from(server);
        for (List<Path> pair : List.of(List.of(archive, later), List.of(later, archive))) {
            NightmaskException refused = assertThrows(
                    NightmaskException.class,
                    () -> Restores.by(server)
                            .run(new RestoreRequest(
                                    pair.getFirst(), manifestOf(pair.getLast()), target(), List.of(), 2)));
            assertTrue(refused.failure().exitStatus() >= 60 && refused.failure().exitStatus() < 70);
        }
        assertEquals(0, log.connections());
    }

    private static void assertRefused(byte[] damaged, String what) {
        Path file = directory.resolve("damaged");
        try {
            Files.write(file, damaged);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        NightmaskException refused = assertThrows(
                NightmaskException.class, () -> Restores.by(server).run(Restores.request(file, target())), what);
        int status = refused.failure().exitStatus();
        assertTrue(status >= 60 && status < 70, () -> what + ": " + refused.getMessage());
    }

    private static Manifest manifestOf(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            SnapshotId id = SnapshotId.parse("20261121T020000Z-7f3a91");
            return Manifests.of(id, ArchiveReader.check(in).digest());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ConnectionSettings target() {
        return ConnectionSettings.of(server.uri("never"), Map.of());
    }
}
