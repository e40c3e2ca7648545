package dev.nightmask.snapshot.archive;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Proves that an archive is, byte for byte, one that Nightmask wrote: in one pass over a stream, in memory
/// that grows with its table of contents and not with its rows.
///
/// Fails with ARCHIVE_TRUNCATED, ARCHIVE_DAMAGED (with an offset), ARCHIVE_COUNTS (with the table),
/// ARCHIVE_UNSEALED for an archive of pg_dump's own, ARCHIVE_FORMAT for what is none or too new. The proof is
/// against accidents: whoever can write an archive can seal it.
public final class ArchiveReader {
    private static final int BUFFER_BYTES = 1 << 16;

    private final WireInput in;
    private final BlockInput blocks;
    private final OwnHead own;
    private final List<Segment> segments = new ArrayList<>();

    private ArchiveReader(InputStream stream) {
        in = new WireInput(new BufferedInputStream(stream, BUFFER_BYTES), Failure.ARCHIVE_DAMAGED);
        blocks = new BlockInput(in);
        own = OwnHead.read(in);
    }

    /// Reads everything: every block decompressed, every row counted. Does not close the stream.
    public static Verified verify(InputStream in) {
        ArchiveReader reader = new ArchiveReader(in);
        List<TableCount> counts = new ArrayList<>();
        try (TableReader tables = reader.tables()) {
            reader.readTables(table -> counts.add(tables.count(table)));
        }
        Verified verified = reader.readSeal();
        requireCounts(verified.seal().tables(), counts);
        return verified;
    }

    /// Compares structure and digests only, at the speed of SHA-256: enough before a restore, where pg_restore
    /// decompresses what is known to be as it was written. Does not close the stream.
    public static Verified check(InputStream in) {
        ArchiveReader reader = new ArchiveReader(in);
        reader.readTables(table -> reader.blocks.readTo((bytes, length) -> {}));
        return reader.readSeal();
    }

    private TableReader tables() {
        return new TableReader(in, blocks, own.head().header().compression());
    }

    /// Every table has its block, in order and where its entry says.
    private void readTables(Consumer<TocEntry> contents) {
        for (EntryWire.Positioned table : own.tables()) {
            if (!table.position().equals(new DataPosition.At(in.offset()))) {
                throw in.malformed(in.offset());
            }
            blocks.begin(table.entry().dumpId());
            contents.accept(table.entry());
            segments.add(in.endSegment());
        }
    }

    private Verified readSeal() {
        return Verified.of(own, segments, OwnSeal.read(in, own));
    }

    private static void requireCounts(List<TableCount> expected, List<TableCount> found) {
        if (expected.size() != found.size()) {
            throw new NightmaskException(Failure.ARCHIVE_COUNTS, new Place.Nowhere());
        }
        for (int i = 0; i < found.size(); i++) {
            TableCount table = found.get(i);
            if (!table.equals(expected.get(i))) {
                throw new NightmaskException(Failure.ARCHIVE_COUNTS, new Place.Table(table.schema(), table.table()));
            }
        }
    }
}
