package dev.nightmask.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.compress.Encoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {
    private static final Set<Failure> DAMAGE = Set.of(
            Failure.ARCHIVE_DAMAGED, Failure.ARCHIVE_TRUNCATED, Failure.ARCHIVE_FORMAT, Failure.ARCHIVE_UNSEALED);

    private final Function<InputStream, Verified> verify = ArchiveReader::verify;
    private final Function<InputStream, Verified> check = ArchiveReader::check;

    @ParameterizedTest
    @ValueSource(strings = {"zlib:1", "zstd:1", "lz4", "none"})
    void everyFlippedBitIsRefused(String codec) {
        byte[] archive = archive(codec);
        assertEquals(archive.length, verify.apply(in(archive)).digest().sizeBytes());
        for (int bit = 0; bit < archive.length * 8; bit++) {
            byte[] damaged = archive.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(verify, damaged, bit);
        }
    }

    @Test
    void everyFlippedBitIsRefusedByDigestsAlone() {
        byte[] archive = archive("zlib:1");
        assertEquals(archive.length, check.apply(in(archive)).digest().sizeBytes());
        for (int bit = 0; bit < archive.length * 8; bit++) {
            byte[] damaged = archive.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(check, damaged, bit);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib:1", "zstd:1", "lz4", "none"})
    void everyTruncationIsRefusedAsSuch(String codec) {
        byte[] archive = archive(codec);
        for (int length = 0; length < archive.length; length++) {
            Function<InputStream, Verified> reader = length % 2 == 0 ? verify : check;
            assertEquals(Failure.ARCHIVE_TRUNCATED, failure(reader, Arrays.copyOf(archive, length)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib:1", "zstd:1", "lz4", "none"})
    void everyExchangedStretchIsRefused(String codec) {
        byte[] archive = archive(codec);
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = archive.clone();
            int length = 1 + random.nextInt(64);
            System.arraycopy(
                    archive,
                    random.nextInt(archive.length - length),
                    damaged,
                    random.nextInt(archive.length - length),
                    length);
            if (!Arrays.equals(archive, damaged)) {
                assertRefused(i % 2 == 0 ? verify : check, damaged, i);
            }
        }
    }

    @Test
    void bytesBehindTheSealAreRefused() {
        byte[] archive = archive("zlib:1");
        assertEquals(Failure.ARCHIVE_DAMAGED, failure(verify, Arrays.copyOf(archive, archive.length + 1)));
    }

    @Test
    void damageIsToldWithItsOffset() {
        byte[] archive = archive("none");
        int block = verify.apply(in(archive)).digest().headBytes();
        archive[block] = 2;
        NightmaskException e = assertThrows(NightmaskException.class, () -> verify.apply(in(archive)));
        assertEquals("the archive is damaged: byte " + block, e.getMessage());
    }

    @Test
    void archiveOfPgDumpHasNoSeal() {
        Head head = Archives.positioned(Archives.twoTables(14));
        assertEquals(Failure.ARCHIVE_UNSEALED, failure(verify, head.toBytes()));
    }

    @Test
    void rowsThatTheWriterMiscountedAreToldWithTheirTable() {
        MemorySink sink = new MemorySink();
        Toc toc = Archives.tables("players", "scores");
        Codec codec = Codecs.parse("zlib:1");
        ArchiveWriter writer = new ArchiveWriter(toc, codec, sink);
        byte[] text = "1\n2\n".getBytes(StandardCharsets.US_ASCII);
        try (Encoder encoder = codec.newEncoder()) {
            for (TocEntry table : toc.tableData()) {
                writer.beginTable(table);
                encoder.begin();
                writer.piece(encoder.encode(text, text.length), text.length, table.dumpId() + 1);
                writer.endTable();
            }
        }
        writer.finish(List.of(), "", List.of());
        NightmaskException e = assertThrows(NightmaskException.class, () -> verify.apply(in(sink.archive())));
        assertEquals(Failure.ARCHIVE_COUNTS, e.failure());
        assertEquals(
                new Place.Table("public", "scores"), e.problems().getFirst().place());
    }

    @Test
    void rowThatDoesNotEndBeforeTheTerminatorIsRefused() {
        byte[] archive = Archives.write(Archives.tables("t"), Codecs.parse("none"), List.of(List.of("1")))
                .archive();
        assertEquals(Failure.ARCHIVE_DAMAGED, failure(verify, archive));
    }

    @Test
    void archiveIsReadFromAStreamThatGivesFewBytesAtATime() throws IOException {
        byte[] archive = archive("zlib:1");
        try (InputStream drops = new ByteArrayInputStream(archive) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 3));
            }
        }) {
            assertEquals(verify.apply(in(archive)), verify.apply(drops));
        }
    }

    @Test
    void memoryDoesNotGrowWithTheRows() {
        String piece = "row\n".repeat(1 << 18);
        byte[] archive = Archives.write(
                        Archives.tables("long"), Codecs.parse("zlib:1"), List.of(Collections.nCopies(64, piece)))
                .archive();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertEquals(
                List.of(new TableCount("public", "long", 1 << 24, 1 << 26)),
                verify.apply(in(archive)).seal().tables());
        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 4 << 20);
    }

    private static byte[] archive(String codec) {
        List<String> rows = IntStream.range(0, 8)
                .mapToObj(i -> i + "\tplayer " + i * i + "\n")
                .toList();
        return Archives.write(
                        Archives.tables("players", "none"),
                        Codecs.parse(codec),
                        List.of(List.of(String.join("", rows), rows.stream().collect(Collectors.joining())), List.of()))
                .archive();
    }

    private static void assertRefused(Function<InputStream, Verified> reader, byte[] damaged, int what) {
        NightmaskException e = assertThrows(
                NightmaskException.class, () -> reader.apply(in(damaged)), () -> "damage " + what + " went unseen");
        assertTrue(DAMAGE.contains(e.failure()), () -> "damage " + what + " is taken for " + e.failure());
    }

    private static Failure failure(Function<InputStream, Verified> reader, byte[] archive) {
        return assertThrows(NightmaskException.class, () -> reader.apply(in(archive)))
                .failure();
    }

    private static InputStream in(byte[] archive) {
        return new ByteArrayInputStream(archive);
    }
}
