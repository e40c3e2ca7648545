package dev.nightmask.snapshot.archive;

import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.snapshot.compress.Decoder;
import java.util.zip.DataFormatException;

/// Decompresses one table's block after another and counts what is in it.
final class TableReader implements AutoCloseable {
    private final WireInput in;
    private final BlockInput blocks;
    private final Decoder decoder;
    private final RowCounter rows = new RowCounter();

    TableReader(WireInput in, BlockInput blocks, Compression compression) {
        this.in = in;
        this.blocks = blocks;
        this.decoder = Codecs.newDecoder(compression);
    }

    /// Reads the rest of the table's block, which has begun.
    TableCount count(TocEntry table) {
        long at = in.offset();
        rows.clear();
        blocks.readTo((bytes, length) -> decoder.decode(bytes, length, rows::accept));
        endStream();
        if (!rows.isTerminated()) {
            throw in.malformed(at);
        }
        return TableCount.of(table, rows.rows(), rows.bytes());
    }

    @Override
    public void close() {
        decoder.close();
    }

    private void endStream() {
        try {
            decoder.end();
        } catch (DataFormatException e) {
            throw in.malformed(in.offset());
        }
    }
}
