package dev.nightmask.snapshot.compress;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/// Each piece as one LZ4 frame. The output buffer grows to the longest piece and stays.
final class Lz4Encoder implements Encoder {
    private static final LZ4Factory LIBRARY = LZ4Factory.fastestInstance();

    /// Native code and Java find different matches.
    static final String ENGINE = "lz4-java " + LIBRARY.toString().replace("LZ4Factory:", "");

    private static final byte[] HEADER = Lz4Frame.header();

    private final LZ4Compressor compressor = LIBRARY.fastCompressor();
    private ByteBuffer out = ByteBuffer.allocate(0);

    @Override
    public void begin() {}

    @Override
    public Encoded encode(byte[] text, int length) {
        if (length == 0) {
            return new Encoded(out.array(), 0, 0);
        }
        ensure(bound(length));
        out.clear().put(HEADER);
        for (int at = 0; at < length; at += Lz4Frame.BLOCK_BYTES) {
            putBlock(text, at, Math.min(length - at, Lz4Frame.BLOCK_BYTES));
        }
        out.putInt(Lz4Frame.END_OF_BLOCKS);
        out.putInt(Lz4Frame.CHECKSUM.hash(text, 0, length, 0));
        return new Encoded(out.array(), out.position(), 0);
    }

    @Override
    public void close() {}

    private void putBlock(byte[] text, int at, int length) {
        int start = out.position() + Integer.BYTES;
        int count = compressor.compress(text, at, length, out.array(), start);
        if (count < length) {
            out.putInt(count).position(start + count);
        } else {
            out.putInt(length | Lz4Frame.STORED).put(text, at, length);
        }
    }

    private int bound(int length) {
        int blocks = length / Lz4Frame.BLOCK_BYTES + 1;
        return HEADER.length
                + blocks * (Integer.BYTES + compressor.maxCompressedLength(Lz4Frame.BLOCK_BYTES))
                + 2 * Integer.BYTES;
    }

    private void ensure(int capacity) {
        if (out.capacity() < capacity) {
            out = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
