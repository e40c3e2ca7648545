package dev.nightmask.snapshot.compress;

import java.nio.ByteBuffer;

/// zlib streams ([RFC 1950](https://www.rfc-editor.org/rfc/rfc1950)) out of raw deflate pieces, each flushed to
/// a byte boundary. To pg_restore a table is one stream; several complete streams in a row would make it
/// hang.
///
/// @param level 1, fast, to 9, small
record ZlibCodec(int level) implements Codec {
    private static final byte[] HEADER = {0x78, (byte) 0x9c};

    /// A last block that holds nothing, in fixed Huffman codes, and the checksum behind it.
    private static final byte[] EMPTY_LAST_BLOCK = {0x03, 0x00};

    ZlibCodec {
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("zlib level " + level);
        }
    }

    @Override
    public Compression compression() {
        return Compression.ZLIB;
    }

    @Override
    public String name() {
        return "zlib:" + level;
    }

    @Override
    public Encoder newEncoder() {
        return new ZlibEncoder(level);
    }

    @Override
    public byte[] start() {
        return HEADER.clone();
    }

    @Override
    public byte[] end(long checksum) {
        return ByteBuffer.allocate(EMPTY_LAST_BLOCK.length + Integer.BYTES)
                .put(EMPTY_LAST_BLOCK)
                .putInt((int) checksum)
                .array();
    }

    @Override
    public long emptyChecksum() {
        return Adler.EMPTY;
    }

    @Override
    public long combine(long first, long second, long secondLength) {
        return Adler.combine(first, second, secondLength);
    }
}
