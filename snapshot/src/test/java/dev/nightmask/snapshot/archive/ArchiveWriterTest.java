package dev.nightmask.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.snapshot.compress.Encoder;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveWriterTest {
    private static final Codec ZLIB = Codecs.parse("zlib:1");
    private static final Codec NONE = Codecs.parse("none");
    private static final Toc TWO = Archives.tables("players", "scores");
    private static final List<List<String>> ROWS = List.of(List.of("1\tada\n2\tbob\n", "3\t\\N\n"), List.of());

    @ParameterizedTest
    @ValueSource(strings = {"zlib:1", "zlib:9", "zstd:1", "zstd:19", "lz4", "none"})
    void readerFindsWhatTheWriterWasGiven(String codec) {
        Verified verified =
                Archives.verify(Archives.write(TWO, Codecs.parse(codec), ROWS).archive());
        assertEquals(TWO.entries(), verified.toc().entries());
        assertEquals(codec, verified.seal().codec());
        assertEquals(List.of(Archives.SOURCE), verified.seal().sources());
        assertEquals(
                List.of(new TableCount("public", "players", 3, 17), new TableCount("public", "scores", 0, 0)),
                verified.seal().tables());
    }

    @Test
    void writerAndReaderAgreeOnTheDigest() {
        MemorySink sink = new MemorySink();
        ArchiveWriter writer = new ArchiveWriter(Archives.tables(), NONE, sink);
        ArchiveWriter.Written written = writer.finish(List.of(), "rules", List.of());
        Verified verified = Archives.verify(sink.archive());
        assertEquals(written.digest(), verified.digest());
        assertEquals(written.seal(), verified.seal());
        assertEquals(sink.archive().length, written.digest().sizeBytes());
    }

    @Test
    void headerNamesNeitherTheDatabaseNorANewerVersionThanNeeded() {
        ArchiveHeader given = Archives.header(16, Compression.ZSTD);
        Toc toc = new Toc(given, List.of());
        ArchiveHeader written = Archives.verify(
                        Archives.write(toc, ZLIB, List.of()).archive())
                .toc()
                .header();
        assertEquals(14, written.minor());
        assertEquals(Compression.ZLIB, written.compression());
        assertEquals(given.created(), written.created());
        assertEquals(given.serverVersion(), written.serverVersion());
        assertTrue(written.database().matches("nightmask [0-9a-f]{8}"));
    }

    @Test
    void tableWithoutRowsIsAWholeStreamWithTheTerminator() {
        byte[] archive = Archives.write(Archives.tables("empty"), NONE, List.of(List.of()))
                .archive();
        byte[] block = {1, 0, 1, 0, 0, 0, 0, 5, 0, 0, 0, '\\', '.', '\n', '\n', '\n', 0, 0, 0, 0, 0};
        int head = Archives.verify(archive).digest().headBytes();
        assertArrayEquals(block, Arrays.copyOfRange(archive, head, head + block.length));
    }

    @Test
    void sealStandsLastUnderAnIdThatNothingRefersTo() {
        byte[] archive = Archives.write(TWO, NONE, ROWS).archive();
        int head = Archives.verify(archive).digest().headBytes();
        byte[] sealBlock = {1, 0, (byte) (1001 & 0xff), 1001 >> 8, 0, 0};
        int at = head + 16 + ROWS.getFirst().stream().mapToInt(String::length).sum() + 5 + 21;
        assertArrayEquals(sealBlock, Arrays.copyOfRange(archive, at, at + sealBlock.length));
    }

    @Test
    void sameInputsGiveTheSameBytesBehindTheHeader() {
        byte[] first = Archives.write(TWO, ZLIB, ROWS).archive();
        assertArrayEquals(first, Archives.write(TWO, ZLIB, ROWS).archive());

        ArchiveHeader header = TWO.header();
        Toc later = new Toc(
                new ArchiveHeader(
                        14, Compression.ZLIB, LocalDateTime.of(2027, 1, 1, 0, 0), "", "15.18 (Debian)", "15.18"),
                TWO.entries());
        byte[] second = Archives.write(later, ZLIB, ROWS).archive();
        assertEquals(header.serverVersion(), later.header().serverVersion());
        assertFalse(Arrays.equals(first, second));
        int behindHeader = 16 + 35 + 5 + "nightmask 00000000".length() + 5 + 14 + 5 + 5;
        assertArrayEquals(
                Arrays.copyOfRange(first, behindHeader, first.length),
                Arrays.copyOfRange(second, behindHeader, second.length));
    }

    @Test
    void chunksStayShortHoweverLongAPieceIs() {
        String noise = new Random(3)
                .ints(3 << 20, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .append('\n')
                .toString();
        byte[] archive = Archives.write(Archives.tables("long"), NONE, List.of(List.of(noise)))
                .archive();
        assertEquals(
                List.of(new TableCount("public", "long", 1, noise.length())),
                Archives.verify(archive).seal().tables());
    }

    @Test
    void callsOutOfOrderAreDefects() {
        ArchiveWriter writer = new ArchiveWriter(TWO, NONE, new MemorySink());
        Encoder.Encoded piece = new Encoder.Encoded(new byte[0], 0, 0);
        TocEntry players = TWO.entries().getFirst();
        TocEntry scores = TWO.entries().getLast();
        assertThrows(IllegalStateException.class, () -> writer.beginTable(scores));
        assertThrows(IllegalStateException.class, () -> writer.piece(piece, 0, 0));
        assertThrows(IllegalStateException.class, writer::endTable);
        assertThrows(IllegalStateException.class, () -> writer.finish(List.of(), "", List.of()));
        writer.beginTable(players);
        assertThrows(IllegalStateException.class, () -> writer.beginTable(scores));
        writer.endTable();
        assertThrows(IllegalStateException.class, () -> writer.beginTable(players));
        assertThrows(IllegalStateException.class, () -> writer.finish(List.of(), "", List.of()));
    }

    @Test
    void nothingIsCompleteBeforeTheSeal() {
        MemorySink sink = new MemorySink();
        ArchiveWriter writer = new ArchiveWriter(Archives.tables("one"), NONE, sink);
        writer.beginTable(Archives.tables("one").entries().getFirst());
        writer.endTable();
        assertFalse(sink.isComplete());
        writer.finish(List.of(), "", List.of());
        assertTrue(sink.isComplete());
    }
}
