package dev.nightmask.snapshot.archive;

import dev.nightmask.snapshot.archive.TocEntry.Section;
import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.snapshot.compress.Encoder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;

/// Small tables of contents to test with.
final class Archives {
    private Archives() {}

    static ArchiveHeader header(int minor, Compression compression) {
        return new ArchiveHeader(
                minor, compression, LocalDateTime.of(2026, 11, 21, 2, 0, 59), "app", "15.18 (Debian)", "15.18");
    }

    /// Two tables, the second with an odd name and the largest oid there is.
    static Toc twoTables(int minor) {
        return new Toc(
                header(minor, Compression.ZLIB),
                List.of(
                        table(1, 16384, "players", minor),
                        table(2, 4294967295L, "odd \"näme\"\t\n", minor),
                        data(3, 16384, "players", 1),
                        data(5, 4294967295L, "odd \"näme\"\t\n", 2)));
    }

    /// One entry with data for each name; what they depend on is not in the table of contents.
    static Toc tables(String... names) {
        return new Toc(
                header(14, Compression.ZLIB),
                Stream.iterate(0, i -> i < names.length, i -> i + 1)
                        .map(i -> data(i + 1, 16384 + i, names[i], 1000))
                        .toList());
    }

    static final SourceIdentity SOURCE = new SourceIdentity("7300000000000000001", 16384);

    /// A sealed archive of `toc`, each table made of its pieces of COPY text.
    static MemorySink write(Toc toc, Codec codec, List<List<String>> tables) {
        MemorySink sink = new MemorySink();
        ArchiveWriter writer = new ArchiveWriter(toc, codec, sink);
        try (Encoder encoder = codec.newEncoder()) {
            for (int i = 0; i < tables.size(); i++) {
                writer.beginTable(toc.tableData().get(i));
                encoder.begin();
                for (String piece : tables.get(i)) {
                    byte[] text = piece.getBytes(StandardCharsets.UTF_8);
                    writer.piece(encoder.encode(text, text.length), text.length, rows(piece));
                }
                writer.endTable();
            }
        }
        writer.finish(List.of(SOURCE), "0".repeat(64), List.of());
        return sink;
    }

    static Verified verify(byte[] archive) {
        return ArchiveReader.verify(new ByteArrayInputStream(archive));
    }

    private static long rows(String text) {
        return text.chars().filter(c -> c == '\n').count();
    }

    static Head positioned(Toc toc) {
        return new Head(
                toc.header(),
                toc.entries().stream()
                        .map(entry -> new EntryWire.Positioned(
                                entry, entry.hasData() ? new DataPosition.At(4711) : new DataPosition.NoData()))
                        .toList());
    }

    private static TocEntry table(int dumpId, long oid, String name, int minor) {
        return new TocEntry(
                dumpId,
                false,
                1259,
                oid,
                name,
                "TABLE",
                Section.PRE_DATA,
                "CREATE TABLE ...",
                "DROP TABLE ...",
                null,
                "public",
                "",
                "heap",
                minor >= Wire.MINOR_WITH_RELKIND ? 'r' : 0,
                "",
                List.of());
    }

    private static TocEntry data(int dumpId, long oid, String name, int table) {
        return new TocEntry(
                dumpId,
                true,
                0,
                oid,
                name,
                "TABLE DATA",
                Section.DATA,
                null,
                null,
                "COPY public.t  FROM stdin;\n",
                "public",
                null,
                null,
                0,
                "",
                List.of(table));
    }
}
