package dev.nightmask.snapshot.archive;

import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.snapshot.compress.Encoder;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes one archive from its first data block to its seal, then the head that stands before them.
///
/// Tables come in the order of [Toc#tableData()], every one of them, without rows where it has none; pieces of
/// a table in the order of its rows. Who encoded a piece does not matter, so many workers may encode while one
/// thread calls this. Calls out of order are defects: IllegalStateException. The sink belongs to the caller,
/// who closes it.
public final class ArchiveWriter {
    private final Toc toc;
    private final Codec codec;
    private final ArchiveSink sink;
    private final BlockOutput blocks;
    private final List<TocEntry> tables;
    private final Piece terminator;
    private final Map<Integer, DataPosition> positions = new HashMap<>();
    private final List<TableCount> counts = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private Optional<OpenTable> open = Optional.empty();

    /// @param toc its header keeps time and versions; archive version, compression and database name are set
    ///        here
    public ArchiveWriter(Toc toc, Codec codec, ArchiveSink sink) {
        if (toc.entries().stream().anyMatch(entry -> entry.hasData() && !entry.isTableData())) {
            throw new IllegalArgumentException("an entry has data and is no table");
        }
        this.toc = new Toc(header(toc.header(), codec.compression()), toc.entries());
        this.codec = codec;
        this.sink = sink;
        this.tables = toc.tableData();
        this.terminator = terminator(codec);
        int headBytes = head().toBytes().length;
        this.blocks = new BlockOutput(sink, headBytes);
        sink.reserveHead(headBytes);
    }

    /// Begins the next table.
    ///
    /// @param entry the next of [Toc#tableData()]
    public void beginTable(TocEntry entry) {
        require(open.isEmpty() && counts.size() < tables.size(), "no table can begin");
        require(entry.dumpId() == tables.get(counts.size()).dumpId(), "tables out of order");
        positions.put(entry.dumpId(), new DataPosition.At(blocks.offset()));
        blocks.begin(entry.dumpId());
        byte[] start = codec.start();
        blocks.append(start, start.length);
        open = Optional.of(new OpenTable(entry, codec.emptyChecksum(), 0, 0));
    }

    /// Adds the next rows of the table.
    ///
    /// @param encoded whole or part rows of COPY text; free again when this returns
    /// @param textBytes their length before compression
    /// @param rows how many line feeds end a row in it
    public void piece(Encoder.Encoded encoded, long textBytes, long rows) {
        open = Optional.of(append(table(), encoded, textBytes, rows));
    }

    /// Ends the table's rows.
    public void endTable() {
        OpenTable table = table();
        counts.add(TableCount.of(table.entry(), table.rows(), table.textBytes()));
        OpenTable terminated = append(table, terminator.encoded(), terminator.textBytes(), 0);
        byte[] end = codec.end(terminated.checksum());
        blocks.append(end, end.length);
        segments.add(blocks.end());
        open = Optional.empty();
    }

    /// Seals the archive and makes it durable, after the last table.
    ///
    /// @param sources the servers that a restore must refuse
    /// @param rulesDigest SHA-256 of the rule set, hex
    /// @param references that the rules declare
    public Written finish(List<SourceIdentity> sources, String rulesDigest, List<Reference> references) {
        require(open.isEmpty() && counts.size() == tables.size(), "not every table has ended");
        Head head = head();
        byte[] headBytes = head.toBytes();
        Seal seal = new Seal(
                SealWire.FORMAT,
                sources,
                rulesDigest,
                codec.name(),
                codec.engine(),
                Sha256.hexOf(head.tocBytes()),
                counts,
                segments,
                references);
        byte[] payload = SealWire.write(seal);
        blocks.begin(SealWire.dumpId(toc));
        blocks.append(payload, payload.length);
        Segment sealSegment = blocks.end();
        sink.complete(headBytes);
        Segment headSegment = new Segment(headBytes.length, Sha256.hexOf(headBytes));
        return new Written(seal, ArchiveDigest.of(headSegment, segments, sealSegment));
    }

    private OpenTable append(OpenTable table, Encoder.Encoded encoded, long textBytes, long rows) {
        blocks.append(encoded.bytes(), encoded.length());
        if (codec.compression() == Compression.ZSTD) {
            // pg_restore drops what stands behind the end of a frame in its chunk (compress_zstd.c).
            blocks.endChunk();
        }
        long checksum = codec.combine(table.checksum(), encoded.checksum(), textBytes);
        return new OpenTable(table.entry(), checksum, table.textBytes() + textBytes, table.rows() + rows);
    }

    private OpenTable table() {
        return open.orElseThrow(() -> new IllegalStateException("no table has begun"));
    }

    private Head head() {
        return new Head(
                toc.header(),
                toc.entries().stream()
                        .map(entry -> new EntryWire.Positioned(entry, position(entry)))
                        .toList());
    }

    private DataPosition position(TocEntry entry) {
        return entry.hasData()
                ? positions.getOrDefault(entry.dumpId(), new DataPosition.NotSet())
                : new DataPosition.NoData();
    }

    /// The oldest version that can say how the blocks are compressed: it has the most readers.
    private static ArchiveHeader header(ArchiveHeader given, Compression compression) {
        int minor = switch (compression) {
            case NONE, ZLIB -> Wire.OLDEST_MINOR;
            case LZ4, ZSTD -> Wire.MINOR_WITH_COMPRESSION_NAME;
        };
        return HeaderCheck.sign(new ArchiveHeader(
                minor,
                compression,
                given.created().truncatedTo(ChronoUnit.SECONDS),
                "",
                given.serverVersion(),
                given.pgDumpVersion()));
    }

    private static Piece terminator(Codec codec) {
        try (Encoder encoder = codec.newEncoder()) {
            Encoder.Encoded encoded = encoder.encode(Wire.TERMINATOR, Wire.TERMINATOR.length);
            return new Piece(encoded, Wire.TERMINATOR.length);
        }
    }

    private static void require(boolean condition, String defect) {
        if (!condition) {
            throw new IllegalStateException(defect);
        }
    }

    /// What was written.
    public record Written(Seal seal, ArchiveDigest digest) {}

    private record Piece(Encoder.Encoded encoded, int textBytes) {}

    private record OpenTable(TocEntry entry, long checksum, long textBytes, long rows) {}
}
