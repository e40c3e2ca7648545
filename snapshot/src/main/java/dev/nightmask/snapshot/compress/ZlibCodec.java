package dev.nightmask.snapshot.compress;

import java.nio.ByteBuffer;
import java.util.Optional;

/// zlib streams ([RFC 1950](https://www.rfc-editor.org/rfc/rfc1950)) out of raw deflate pieces, each flushed to
/// a byte boundary. To pg_restore a table is one stream; several complete streams in a row would make it
/// hang.
///
/// @param level 1, fast, to 9, small
/// @param isaL does the work of levels 1 to 3 where it is there; the JDK that of all others
record ZlibCodec(int level, Optional<IsaL> isaL) implements Codec {
    private static final int MAX_ISA_L_LEVEL = 3;

    private static final byte[] HEADER = {0x78, (byte) 0x9c};

    /// A last block that holds nothing, in fixed Huffman codes, and the checksum behind it.
    private static final byte[] EMPTY_LAST_BLOCK = {0x03, 0x00};

    ZlibCodec {
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("zlib level " + level);
        }
        isaL = level <= MAX_ISA_L_LEVEL ? isaL : Optional.empty();
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
    public String engine() {
        return isaL.isPresent() ? "ISA-L" : "JDK";
    }

    @Override
    public Encoder newEncoder() {
        return isaL.<Encoder>map(library -> new IsaLEncoder(library, level)).orElseGet(() -> new ZlibEncoder(level));
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
