package dev.nightmask.snapshot.archive;

import java.security.MessageDigest;

/// Writes data blocks to a sink, hashed and counted, in chunks of one length that does not depend on how the
/// bytes arrive, unless [#endChunk] asks for less (WriteData and `_CustomWriteFunc` of `pg_backup_custom.c`).
final class BlockOutput {
    private static final int CHUNK_BYTES = 1 << 18;

    private final ArchiveSink sink;
    private final MessageDigest sha256 = Sha256.start();
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int filled;
    private long begun;
    private long offset;

    /// @param headBytes what will stand before the first block
    BlockOutput(ArchiveSink sink, int headBytes) {
        this.sink = sink;
        this.offset = headBytes;
    }

    /// Of the next byte, from the start of the archive; outside of a block.
    long offset() {
        return offset;
    }

    void begin(int dumpId) {
        begun = offset;
        WireOutput frame = new WireOutput();
        frame.byteValue(Wire.BLOCK_DATA);
        frame.integer(dumpId);
        write(frame);
    }

    /// Adds `length` bytes from index 0 to the block.
    void append(byte[] bytes, int length) {
        int taken = 0;
        while (taken < length) {
            int count = Math.min(length - taken, chunk.length - filled);
            System.arraycopy(bytes, taken, chunk, filled, count);
            filled += count;
            taken += count;
            if (filled == chunk.length) {
                flush();
            }
        }
    }

    /// Lets the next byte of the block begin a new chunk.
    void endChunk() {
        flush();
    }

    /// Returns what the block has become.
    Segment end() {
        flush();
        WireOutput frame = new WireOutput();
        frame.integer(0);
        write(frame);
        return new Segment(offset - begun, Sha256.hex(sha256.digest()));
    }

    private void flush() {
        if (filled > 0) {
            WireOutput frame = new WireOutput();
            frame.integer(filled);
            write(frame);
            write(chunk, filled);
            filled = 0;
        }
    }

    private void write(WireOutput frame) {
        byte[] bytes = frame.toByteArray();
        write(bytes, bytes.length);
    }

    private void write(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        sink.write(bytes, 0, length);
        offset += length;
    }
}
