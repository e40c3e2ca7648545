package dev.nightmask.snapshot.compress;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/// Reads frames of Zstandard one after another, as far as their window is not larger than that of any level we write.
final class ZstdDecoder implements Decoder {
    /// 8 MiB, the window of level 19. A frame may ask its reader for up to 2 GiB.
    private static final int MAX_WINDOW_LOG = 23;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer text = ByteBuffer.allocate(1 << 16);
    private boolean insideFrame;

    ZstdDecoder() {
        context.setLongMax(MAX_WINDOW_LOG);
    }

    /// At the end of a frame the library holds its last byte back until all of the frame's text is out, so no text
    /// is left behind when the bytes are used up.
    @Override
    public void decode(byte[] stream, int length, Text out) throws DataFormatException {
        ByteBuffer in = ByteBuffer.wrap(stream, 0, length);
        while (in.hasRemaining()) {
            text.clear();
            try {
                insideFrame = !context.decompressByteBufferStream(text, in);
            } catch (ZstdException e) {
                throw new DataFormatException("not a frame of zstd");
            }
            out.accept(text.array(), text.position());
        }
    }

    @Override
    public void end() throws DataFormatException {
        if (insideFrame) {
            throw new DataFormatException("no end of the frame");
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
