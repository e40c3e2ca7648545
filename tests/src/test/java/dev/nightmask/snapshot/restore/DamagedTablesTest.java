package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.archive.ByteRange;
import dev.nightmask.snapshot.archive.Outline;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.link.PartialPull;
import dev.nightmask.snapshot.publish.FreshStores;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Published;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import java.io.IOException;
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

/// What was fetched of an archive for some tables is refused while the server has not heard of the restore, unless
/// every byte of it is what the manifest says.
class DamagedTablesTest {
    private static final int FLIPS = 1_000;
    private static final int CUTS = 200;
    private static final int SWAPS = 200;
    private static final TableChoice JOBS = new TableChoice(List.of("public.job"));

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static FreshStores stores;
    private static Manifest manifest;
    private static byte[] bytes;
    private static ByteRange hole;

    @BeforeAll
    static void dump() throws IOException {
        server = LocalPostgres.start(Map.of("log_connections", "on"));
        stores = new FreshStores(directory);
        ClientProgram.createDatabase(server, "origin", "UTF8");
        ClientProgram.query(server, "origin", """
                CREATE TABLE person (id int PRIMARY KEY, name text);
                INSERT INTO person SELECT i, md5(i::text) FROM generate_series(1, 400) AS i;
                CREATE TABLE job (id int PRIMARY KEY, person int REFERENCES person);
                INSERT INTO job SELECT i, i FROM generate_series(1, 400) AS i;
                """);
        Partial partial = pull("20261121T020000Z-7f3a91");
        manifest = partial.manifest;
        bytes = partial.bytes;
        hole = hole();
    }

    @AfterAll
    static void stop() {
        server.close();
        stores.close();
    }

    private record Partial(Manifest manifest, byte[] bytes) {}

    @Test
    void everyBitThatWasFetchedCounts() {
        Random random = new Random(51);
        ServerLog log = ServerLog.from(server);
        for (int i = 0; i < FLIPS; i++) {
            byte[] flipped = bytes.clone();
            int at = fetched(random);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            assertRefused(flipped, manifest, "byte " + at);
        }
        assertEquals(0, log.connections());
    }

    @Test
    void everyEndingCounts() {
        Random random = new Random(52);
        ServerLog log = ServerLog.from(server);
        for (int i = 0; i < CUTS; i++) {
            int length = i < 20 ? bytes.length - 1 - i : random.nextInt(bytes.length);
            assertRefused(Arrays.copyOf(bytes, length), manifest, "length " + length);
        }
        assertEquals(0, log.connections());
    }

    @Test
    void partsThatHaveChangedPlacesAreFound() {
        Random random = new Random(53);
        ServerLog log = ServerLog.from(server);
        for (int i = 0; i < SWAPS; i++) {
            byte[] swapped = bytes.clone();
            int one = fetched(random);
            int other = fetched(random);
            int length = Math.min(1 + random.nextInt(40), bytes.length - Math.max(one, other));
            System.arraycopy(bytes, one, swapped, other, length);
            System.arraycopy(bytes, other, swapped, one, length);
            if (!Arrays.equals(bytes, swapped)) {
                assertRefused(swapped, manifest, "parts at " + one + " and " + other);
            }
        }
        assertEquals(0, log.connections());
    }

    @Test
    void partOfAnotherSnapshotIsRefused() throws IOException {
        ClientProgram.query(server, "origin", "UPDATE job SET person = 401 - person");
        Partial later = pull("20261122T020000Z-7f3a91");
        assertEquals(bytes.length, later.bytes.length, "only the digests can tell");
        ServerLog log = ServerLog.from(server);
        assertRefused(bytes, later.manifest, "the whole of yesterday's");
        assertRefused(later.bytes, manifest, "the whole of tomorrow's");
        int head = manifest.archive().headBytes();
        int seal = (int) Outline.sealRange(manifest.archive(), manifest.seal()).offset();
        for (ByteRange part : List.of(
                new ByteRange(0, head), new ByteRange(head, seal - head), new ByteRange(seal, bytes.length - seal))) {
            byte[] mixed = bytes.clone();
            System.arraycopy(later.bytes, (int) part.offset(), mixed, (int) part.offset(), (int) part.bytes());
            if (!Arrays.equals(bytes, mixed)) {
                assertRefused(mixed, manifest, "part at " + part.offset());
            }
        }
        assertEquals(0, log.connections());
    }

    @Test
    void tableThatWasNotFetchedIsRefusedWhenItIsAskedFor() {
        ServerLog log = ServerLog.from(server);
        assertRefused(bytes, manifest, TableChoice.all(), "all");
        assertRefused(bytes, manifest, new TableChoice(List.of("public.person")), "another table");
        assertEquals(0, log.connections());
    }

    @Test
    void whatWasLeftOutIsNeverRead() throws IOException {
        byte[] filled = bytes.clone();
        Arrays.fill(filled, (int) hole.offset(), (int) hole.end(), (byte) 'x');
        ServerLog log = ServerLog.from(server);
        Path file = Files.write(directory.resolve("filled"), filled);
        ConnectionSettings target = ConnectionSettings.of(server.uri("made"), Map.of());
        RestoreResult result = Restores.by(server).run(new RestoreRequest(file, manifest, target, JOBS, List.of(), 2));
        assertEquals(400, result.rows());
        assertTrue(log.connections() > 0, "a connection would have been seen");
    }

    private static Partial pull(String id) throws IOException {
        Path fresh = Files.createTempDirectory(directory, "origin");
        byte[] archive =
                Files.readAllBytes(SealedDump.of(server, "origin", "7000000000000000001", fresh, Codecs.parse("none")));
        Path partial = fresh.resolve("partial");
        try (ObjectStore store = stores.open(FreshStores.Kind.DIRECTORY)) {
            Manifest published = Published.archive(store, id, archive);
            new PartialPull(new Snapshots(store), published, Progress.none()).into(partial, JOBS::in);
            return new Partial(published, Files.readAllBytes(partial));
        }
    }

    /// The block of the other table, which is not there.
    private static ByteRange hole() {
        int head = manifest.archive().headBytes();
        int seal = (int) Outline.sealRange(manifest.archive(), manifest.seal()).offset();
        Outline outline = Outline.prove(
                Arrays.copyOf(bytes, head), Arrays.copyOfRange(bytes, seal, bytes.length), manifest.archive());
        return outline.range(outline.toc().tableData().stream()
                .filter(entry -> "person".equals(entry.tag()))
                .findFirst()
                .orElseThrow());
    }

    private static int fetched(Random random) {
        int at = random.nextInt(bytes.length - (int) hole.bytes());
        return at < hole.offset() ? at : at + (int) hole.bytes();
    }

    private static void assertRefused(byte[] damaged, Manifest of, String what) {
        assertRefused(damaged, of, JOBS, what);
    }

    private static void assertRefused(byte[] damaged, Manifest of, TableChoice tables, String what) {
        ConnectionSettings never = ConnectionSettings.of(server.uri("never"), Map.of());
        NightmaskException refused = assertThrows(
                NightmaskException.class,
                () -> {
                    Path file = Files.write(directory.resolve("damaged"), damaged);
                    Restores.by(server).run(new RestoreRequest(file, of, never, tables, List.of(), 2));
                },
                what);
        int status = refused.failure().exitStatus();
        assertTrue(status >= 60 && status < 70, () -> what + ": " + refused.getMessage());
    }
}
