package dev.nightmask.snapshot.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.archive.ArchiveReader;
import dev.nightmask.snapshot.archive.ByteRange;
import dev.nightmask.snapshot.archive.Outline;
import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.archive.Verified;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.publish.Fault;
import dev.nightmask.snapshot.publish.FaultyProxy;
import dev.nightmask.snapshot.publish.FreshStores;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Manifests;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Published;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.restore.SealedDump;
import dev.nightmask.tests.ClientProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An archive of five tables, a to e, of which some are wanted.
class PartialPullTest {
    private static final String ID = "20261121T020000Z-7f3a91";
    /// What HTTP takes beside the bytes of an object, for each answer.
    private static final long ANSWER_HEAD = 2_000;

    @TempDir
    private static Path shared;

    private static FreshStores stores;
    private static byte[] archive;
    private static Verified whole;
    private static Outline outline;

    private final Path output;

    PartialPullTest(@TempDir Path home) {
        this.output = home.resolve("partial.dump");
    }

    @BeforeAll
    static void dump() throws IOException {
        stores = new FreshStores(shared);
        try (LocalPostgres server = LocalPostgres.start(Map.of())) {
            ClientProgram.createDatabase(server, "five", "UTF8");
            for (String table : List.of("a", "b", "c", "d", "e")) {
                ClientProgram.query(
                        server,
                        "five",
                        "CREATE TABLE " + table + " AS SELECT md5(i || '" + table
                                + "') FROM generate_series(1, 9000) AS i");
            }
            archive = Files.readAllBytes(
                    SealedDump.of(server, "five", "7000000000000000001", shared, Codecs.parse("none")));
        }
        whole = ArchiveReader.check(new ByteArrayInputStream(archive));
        ByteRange seal = Outline.sealRange(whole.digest(), whole.seal());
        outline = Outline.prove(
                Arrays.copyOf(archive, whole.digest().headBytes()),
                Arrays.copyOfRange(archive, (int) seal.offset(), archive.length),
                whole.digest());
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWantedIsWhereItIsInTheArchiveAndNothingElseIsThere(FreshStores.Kind kind) throws IOException {
        try (ObjectStore store = stores.open(kind)) {
            Manifest manifest = Published.archive(store, ID, archive);
            pull(store, manifest, "b", "d");
        }
        assertPulled("b", "d");
    }

    @Test
    void bytesOfOtherTablesAreNeverAskedForAndNeighboursComeTogether() throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(stores.endpoint());
                ObjectStore store = stores.bucket(proxy.endpoint())) {
            Manifest manifest = Published.archive(store, ID, archive);
            long before = proxy.answeredBytes();
            pull(store, manifest, "b", "c", "e");
            ByteRange seal = Outline.sealRange(whole.digest(), whole.seal());
            ByteRange two = ByteRange.joined(List.of(range("b"), range("c"))).getFirst();
            List<ByteRange> expected = List.of(new ByteRange(0, whole.digest().headBytes()), seal, two, range("e"));
            assertEquals(
                    expected.stream().map(PartialPullTest::asked).toList(),
                    proxy.headers(PartialPullTest::isDownload, "range"));
            long wanted = expected.stream().mapToLong(ByteRange::bytes).sum();
            long served = proxy.answeredBytes() - before;
            assertTrue(served >= wanted && served < wanted + 4 * ANSWER_HEAD, served + " for " + wanted);
            assertTrue(served < archive.length - range("a").bytes(), "the other tables would show");
        }
        assertPulled("b", "c", "e");
    }

    @Test
    void rangeThatIsCutGoesOnWhereItEnded() throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(stores.endpoint());
                ObjectStore store = stores.bucket(proxy.endpoint())) {
            Manifest manifest = Published.archive(store, ID, archive);
            pull(store, manifest, toc -> {
                proxy.cutAnswers(PartialPullTest::isDownload, 100_000, 2);
                return tables(toc, "c");
            });
            assertEquals(0, proxy.faultsLeft());
            List<String> asked = proxy.headers(PartialPullTest::isDownload, "range");
            assertEquals(5, asked.size(), "head, seal, the block and twice its rest");
            assertEquals(3, asked.stream().skip(2).distinct().count(), asked::toString);
        }
        assertPulled("c");
    }

    @Test
    void storeThatIsGoneMidwayEndsIt() throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(stores.endpoint());
                ObjectStore store = stores.bucket(proxy.endpoint())) {
            Manifest manifest = Published.archive(store, ID, archive);
            NightmaskException failed = assertThrows(
                    NightmaskException.class,
                    () -> pull(store, manifest, toc -> {
                        proxy.cutAnswers(PartialPullTest::isDownload, 100_000, 1);
                        proxy.script(PartialPullTest::isDownload, new Fault.Dead(), Integer.MAX_VALUE);
                        return tables(toc, "c");
                    }));
            assertEquals(Failure.STORE_UNREACHABLE, failed.failure());
        }
    }

    /// Yesterday's archive under today's manifest: head and seal tell before a table is chosen.
    @Test
    void archiveOfAnotherManifestIsRefusedBeforeATableIsChosen() {
        byte[] damaged = archive.clone();
        damaged[damaged.length - 100] ^= 1;
        for (byte[] stored : List.of(damaged, Arrays.copyOf(archive, archive.length - 1))) {
            try (ObjectStore store = stores.open(FreshStores.Kind.BUCKET)) {
                Manifest manifest = Published.bytes(store, Manifests.of(SnapshotId.parse(ID), whole), stored);
                NightmaskException refused = assertThrows(
                        NightmaskException.class,
                        () -> pull(store, manifest, toc -> {
                            throw new AssertionError("asked to choose");
                        }));
                int status = refused.failure().exitStatus();
                assertTrue(status >= 60 && status < 70, refused::getMessage);
            } finally {
                output.toFile().delete();
            }
        }
    }

    @Test
    void fileThatExistsIsLeftAlone() throws IOException {
        Files.writeString(output, "mine");
        try (ObjectStore store = stores.open(FreshStores.Kind.DIRECTORY)) {
            Manifest manifest = Published.archive(store, ID, archive);
            NightmaskException refused = assertThrows(NightmaskException.class, () -> pull(store, manifest, "a"));
            assertEquals(Failure.OUTPUT_EXISTS, refused.failure());
        }
        assertEquals("mine", Files.readString(output));
    }

    private void pull(ObjectStore store, Manifest manifest, String... names) {
        pull(store, manifest, toc -> tables(toc, names));
    }

    private void pull(ObjectStore store, Manifest manifest, Function<Toc, List<TocEntry>> choice) {
        new PartialPull(new Snapshots(store), manifest, Progress.none()).into(output, choice);
    }

    private static List<TocEntry> tables(Toc toc, String... names) {
        return toc.tableData().stream()
                .filter(entry -> List.of(names).contains(entry.tag()))
                .toList();
    }

    private static boolean isDownload(String requestLine) {
        return requestLine.startsWith("GET ") && requestLine.contains("archive.dump");
    }

    private static ByteRange range(String table) {
        return outline.range(tables(outline.toc(), table).getFirst());
    }

    private static String asked(ByteRange range) {
        return "bytes=" + range.offset() + "-" + (range.end() - 1);
    }

    private void assertPulled(String... names) throws IOException {
        byte[] expected = new byte[archive.length];
        ByteRange seal = Outline.sealRange(whole.digest(), whole.seal());
        Stream.concat(
                        Stream.of(new ByteRange(0, whole.digest().headBytes()), seal),
                        Stream.of(names).map(PartialPullTest::range))
                .forEach(range -> System.arraycopy(
                        archive, (int) range.offset(), expected, (int) range.offset(), (int) range.bytes()));
        assertArrayEquals(expected, Files.readAllBytes(output));
    }
}
