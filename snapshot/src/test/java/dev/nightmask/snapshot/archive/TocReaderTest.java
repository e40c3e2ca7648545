package dev.nightmask.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place.ArchiveOffset;
import dev.nightmask.snapshot.compress.Compression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TocReaderTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16})
    void everyFieldOfEveryVersionIsRead(int minor) {
        Toc toc = Archives.twoTables(minor);
        assertEquals(toc, read(Archives.positioned(toc).toBytes()));
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void everyCompressionIsReadWhereTheVersionNamesIt(Compression compression) {
        Toc toc = new Toc(Archives.header(16, compression), List.of());
        assertEquals(toc, read(Archives.positioned(toc).toBytes()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 9})
    void everyLevelMeansZlibBeforeCompressionHadNames(int level) {
        byte[] bytes = header(out -> out.integer(level));
        assertEquals(Compression.ZLIB, read(bytes).header().compression());
        assertEquals(
                Compression.NONE, read(header(out -> out.integer(0))).header().compression());
    }

    @Test
    void rowsBehindTheTableOfContentsStayUnread() throws IOException {
        byte[] head = Archives.positioned(Archives.twoTables(14)).toBytes();
        byte[] archive = Arrays.copyOf(head, head.length + 1000);
        InputStream in = new ByteArrayInputStream(archive);
        TocReader.read(in);
        assertEquals(1000, in.available());
    }

    @Test
    void oidsAbove2To31AreReadSignedAndUnsigned() {
        assertEquals(
                4294967295L,
                read(entry("4294967295", "false")).entries().getFirst().oid());
        assertEquals(
                4294967295L, read(entry("-1", "false")).entries().getFirst().oid());
        assertEquals(
                2147483648L,
                read(entry("-2147483648", "false")).entries().getFirst().oid());
        assertFails(Failure.ARCHIVE_FORMAT, entry("4294967296", "false"));
        assertFails(Failure.ARCHIVE_FORMAT, entry("-2147483649", "false"));
        assertFails(Failure.ARCHIVE_FORMAT, entry("１６", "false"));
        assertFails(Failure.ARCHIVE_FORMAT, entry("", "false"));
    }

    @Test
    void tableWithOidColumnIsRefused() {
        assertFails(Failure.ARCHIVE_FORMAT, entry("1", "true"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 7, 8, 9, 10})
    void streamThatIsNoArchiveIsRefusedAtItsFirstWrongByte(int offset) {
        byte[] bytes = Archives.positioned(Archives.twoTables(14)).toBytes();
        bytes[offset] ^= 0x40;
        assertEquals(new ArchiveOffset(offset), assertFails(Failure.ARCHIVE_FORMAT, bytes));
    }

    @Test
    void everyTruncationIsToldWithItsOffset() {
        byte[] bytes = Archives.positioned(Archives.twoTables(16)).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            assertEquals(
                    new ArchiveOffset(length), assertFails(Failure.ARCHIVE_TRUNCATED, Arrays.copyOf(bytes, length)));
        }
    }

    @Test
    void impossibleDateIsRefused() {
        byte[] bytes = Archives.positioned(Archives.twoTables(14)).toBytes();
        bytes[32] = 31; // day of a month that counts 30
        assertEquals(new ArchiveOffset(16), assertFails(Failure.ARCHIVE_FORMAT, bytes));
    }

    @Test
    void dumpIdThatStandsTwiceIsRefused() {
        TocEntry entry = Archives.twoTables(14).entries().getFirst();
        Toc toc = new Toc(Archives.header(14, Compression.NONE), List.of(entry, entry));
        assertFails(Failure.ARCHIVE_FORMAT, Archives.positioned(toc).toBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, Limits.STRING_BYTES + 1, Integer.MAX_VALUE})
    void stringOfImpossibleLengthIsRefused(int length) {
        assertFails(Failure.ARCHIVE_FORMAT, database(out -> out.integer(length)));
    }

    @Test
    void longStringThatIsNotThereCostsNoMemory() {
        assertFails(Failure.ARCHIVE_TRUNCATED, database(out -> out.integer(Limits.STRING_BYTES)));
    }

    @Test
    void stringsTogetherAreBounded() {
        byte[] half = new byte[Limits.STRING_BYTES / 2 + 1];
        Arrays.fill(half, (byte) 'x');
        String text = new String(half, StandardCharsets.US_ASCII);
        assertFails(Failure.ARCHIVE_FORMAT, database(out -> {
            out.string(text);
            out.string(text);
        }));
    }

    @Test
    void stringThatIsNotUtf8OrHoldsNulIsRefused() {
        assertFails(Failure.ARCHIVE_FORMAT, database(out -> {
            out.integer(1);
            out.byteValue(0xe9);
        }));
        assertFails(Failure.ARCHIVE_FORMAT, database(out -> out.string("a\0b")));
    }

    @Test
    void zeroWithASignIsRefused() {
        byte[] bytes = header(out -> out.integer(0));
        int countOfEntries = bytes.length - 5;
        bytes[countOfEntries] = 1;
        assertEquals(new ArchiveOffset(countOfEntries), assertFails(Failure.ARCHIVE_FORMAT, bytes));
    }

    @Test
    void failingStreamIsNotTakenForADamagedArchive() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        NightmaskException e = assertThrows(NightmaskException.class, () -> TocReader.read(closed));
        assertEquals(Failure.ARCHIVE_UNREADABLE, e.failure());
    }

    private static Toc read(byte[] bytes) {
        return TocReader.read(new ByteArrayInputStream(bytes));
    }

    private static Object assertFails(Failure failure, byte[] bytes) {
        NightmaskException e = assertThrows(NightmaskException.class, () -> read(bytes));
        assertEquals(failure, e.failure());
        return e.problems().getFirst().place();
    }

    /// A whole archive without entries whose compression is written by `compression`.
    private static byte[] header(Consumer<WireOutput> compression) {
        WireOutput out = new WireOutput();
        out.bytes(new byte[] {'P', 'G', 'D', 'M', 'P', 1, 14, 0, 4, 8, 1});
        compression.accept(out);
        for (int field : new int[] {0, 0, 2, 30, 5, 126, 1}) {
            out.integer(field);
        }
        out.string("app");
        out.string("15.18");
        out.string("15.18");
        out.integer(0);
        return out.toByteArray();
    }

    /// The header up to the database's name, which is written by `strings`.
    private static byte[] database(Consumer<WireOutput> strings) {
        WireOutput out = new WireOutput();
        out.bytes(Arrays.copyOf(header(compression -> compression.integer(0)), 16 + 35));
        strings.accept(out);
        return out.toByteArray();
    }

    private static byte[] entry(String oid, String withOids) {
        byte[] header = header(out -> out.integer(0));
        WireOutput out = new WireOutput();
        out.bytes(Arrays.copyOf(header, header.length - 5));
        out.integer(1);
        out.integer(7);
        out.integer(0);
        out.string("1259");
        out.string(oid);
        out.string("t");
        out.string("TABLE");
        out.integer(2);
        for (int field = 0; field < 6; field++) {
            out.string(null);
        }
        out.string("");
        out.string(withOids);
        out.string(null);
        out.position(new DataPosition.NoData());
        return out.toByteArray();
    }
}
