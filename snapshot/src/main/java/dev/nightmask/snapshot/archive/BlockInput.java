package dev.nightmask.snapshot.archive;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;

/// Reads data blocks one after another through a small buffer, whatever length their chunks claim (ReadData
/// and `_skipData` of `pg_backup_custom.c`).
final class BlockInput {
    private final WireInput in;
    private final byte[] buffer = new byte[1 << 15];

    BlockInput(WireInput in) {
        this.in = in;
    }

    /// Begins the block that must come next.
    void begin(int dumpId) {
        long at = in.offset();
        if (in.byteValue() != Wire.BLOCK_DATA || in.integer() != dumpId) {
            throw in.malformed(at);
        }
    }

    /// Hands on the rest of the block.
    void readTo(Payload payload) {
        int left;
        while ((left = in.integer(0, Limits.CHUNK_BYTES)) > 0) {
            while (left > 0) {
                int count = Math.min(left, buffer.length);
                readTo(payload, count);
                left -= count;
            }
        }
    }

    /// Reads the rest of the block into memory, as far as it is not longer than `maxBytes`.
    byte[] read(int maxBytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        readTo((chunk, length) -> {
            if (length > maxBytes - bytes.size()) {
                throw new DataFormatException("too long");
            }
            bytes.write(chunk, 0, length);
        });
        return bytes.toByteArray();
    }

    private void readTo(Payload payload, int count) {
        long at = in.offset();
        in.fill(buffer, count);
        try {
            payload.accept(buffer, count);
        } catch (DataFormatException e) {
            throw in.malformed(at);
        }
    }

    /// Takes the bytes of a block.
    @FunctionalInterface
    interface Payload {

        /// @param bytes `length` bytes from index 0, valid until this returns
        void accept(byte[] bytes, int length) throws DataFormatException;
    }
}
