package dev.nightmask.snapshot.compress;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.StreamingXXHash32;
import net.jpountz.xxhash.XXHashFactory;

/// Reads LZ4 frames one after another, as far as they are like those of [Lz4Encoder], in the memory of two blocks.
final class Lz4Decoder implements Decoder {
    /// What the next bytes are.
    private enum Part {
        HEADER,
        BLOCK_LENGTH,
        BLOCK,
        CHECKSUM
    }

    private static final byte[] HEADER = Lz4Frame.header();

    private final LZ4SafeDecompressor decompressor =
            LZ4Factory.fastestInstance().safeDecompressor();
    private final StreamingXXHash32 checksum = XXHashFactory.fastestInstance().newStreamingHash32(0);
    private final byte[] text = new byte[Lz4Frame.BLOCK_BYTES];
    private final ByteBuffer part = ByteBuffer.allocate(Lz4Frame.BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private Part expected = Part.HEADER;
    private boolean stored;

    Lz4Decoder() {
        expect(Part.HEADER, HEADER.length);
    }

    @Override
    public void decode(byte[] stream, int length, Text out) throws DataFormatException {
        int at = 0;
        while (at < length) {
            int count = Math.min(length - at, part.remaining());
            part.put(stream, at, count);
            at += count;
            if (!part.hasRemaining()) {
                read(out);
            }
        }
    }

    @Override
    public void end() throws DataFormatException {
        if (expected != Part.HEADER || part.position() > 0) {
            throw new DataFormatException("no end of the frame");
        }
    }

    @Override
    public void close() {
        checksum.close();
    }

    private void read(Text out) throws DataFormatException {
        switch (expected) {
            case HEADER -> readHeader();
            case BLOCK_LENGTH -> readBlockLength();
            case BLOCK -> readBlock(out);
            case CHECKSUM -> readChecksum();
        }
    }

    private void readHeader() throws DataFormatException {
        if (!Arrays.equals(HEADER, 0, HEADER.length, part.array(), 0, HEADER.length)) {
            throw new DataFormatException("not a frame of lz4");
        }
        checksum.reset();
        expect(Part.BLOCK_LENGTH, Integer.BYTES);
    }

    private void readBlockLength() throws DataFormatException {
        int length = part.getInt(0);
        if (length == Lz4Frame.END_OF_BLOCKS) {
            expect(Part.CHECKSUM, Integer.BYTES);
            return;
        }
        stored = (length & Lz4Frame.STORED) != 0;
        int bytes = length & ~Lz4Frame.STORED;
        if (bytes == 0 || bytes > Lz4Frame.BLOCK_BYTES) {
            throw new DataFormatException("length of a block");
        }
        expect(Part.BLOCK, bytes);
    }

    private void readBlock(Text out) throws DataFormatException {
        byte[] bytes = stored ? part.array() : text;
        int length = stored ? part.position() : decompress();
        checksum.update(bytes, 0, length);
        out.accept(bytes, length);
        expect(Part.BLOCK_LENGTH, Integer.BYTES);
    }

    private int decompress() throws DataFormatException {
        try {
            return decompressor.decompress(part.array(), 0, part.position(), text, 0);
        } catch (LZ4Exception e) {
            throw new DataFormatException("not a block of lz4");
        }
    }

    private void readChecksum() throws DataFormatException {
        if (part.getInt(0) != checksum.getValue()) {
            throw new DataFormatException("checksum of the content");
        }
        expect(Part.HEADER, HEADER.length);
    }

    private void expect(Part next, int bytes) {
        expected = next;
        part.clear().limit(bytes);
    }
}
