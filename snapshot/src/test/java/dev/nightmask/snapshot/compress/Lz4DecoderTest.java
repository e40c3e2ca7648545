package dev.nightmask.snapshot.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.DataFormatException;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import org.junit.jupiter.api.Test;

class Lz4DecoderTest {
    private static final FLG.Bits[] OURS = {FLG.Bits.BLOCK_INDEPENDENCE, FLG.Bits.CONTENT_CHECKSUM};

    @Test
    void frameOfAnotherWriterWithOurSettingsIsRead() throws Exception {
        byte[] text = new byte[3_000_000];
        new Random(1).nextBytes(text);
        assertArrayEquals(text, decode(frame(BLOCKSIZE.SIZE_1MB, text, OURS)));
        assertArrayEquals(new byte[3_000_000], decode(frame(BLOCKSIZE.SIZE_1MB, new byte[3_000_000], OURS)));
    }

    @Test
    void framesThatNeedMoreMemoryOrCheckLessAreRefused() throws Exception {
        byte[] text = new byte[100];
        assertRefused(frame(BLOCKSIZE.SIZE_4MB, text, OURS));
        assertRefused(frame(BLOCKSIZE.SIZE_1MB, text, FLG.Bits.BLOCK_INDEPENDENCE));
        assertRefused(new byte[100]);
    }

    @Test
    void blockLongerThanAFrameMayHoldIsRefused() {
        assertRefused(block(Lz4Frame.BLOCK_BYTES + 1, new byte[0]));
        assertRefused(block(-1, new byte[0]));
        assertRefused(block(Lz4Frame.STORED, new byte[0]));
        byte[] bomb = LZ4Factory.safeInstance().fastCompressor().compress(new byte[Lz4Frame.BLOCK_BYTES + 1]);
        assertRefused(block(bomb.length, bomb));
    }

    private static void assertRefused(byte[] stream) {
        assertThrows(DataFormatException.class, () -> decode(stream));
    }

    private static byte[] decode(byte[] stream) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Decoder decoder = Codecs.newDecoder(Compression.LZ4)) {
            decoder.decode(stream, stream.length, (text, length) -> out.write(text, 0, length));
            decoder.end();
        }
        return out.toByteArray();
    }

    private static byte[] frame(BLOCKSIZE block, byte[] text, FLG.Bits... settings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LZ4FrameOutputStream frame = new LZ4FrameOutputStream(out, block, settings)) {
            frame.write(text);
        }
        return out.toByteArray();
    }

    /// The beginning of a frame, up to the end of its first block.
    private static byte[] block(int length, byte[] bytes) {
        byte[] header = Lz4Frame.header();
        return ByteBuffer.allocate(header.length + Integer.BYTES + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header)
                .putInt(length)
                .put(bytes)
                .array();
    }
}
