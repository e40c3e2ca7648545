package dev.nightmask.snapshot.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/// Each piece as one frame of Zstandard ([RFC 8878](https://www.rfc-editor.org/rfc/rfc8878)) with its length and its
/// checksum, made by the library's one thread: so its bytes depend on nothing but the piece. The output buffer grows
/// to the longest piece and stays.
final class ZstdEncoder implements Encoder {
    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private byte[] out = new byte[0];

    /// @param level 1, fast, to 19, small
    ZstdEncoder(int level) {
        context.setLevel(level).setChecksum(true).setContentSize(true);
    }

    @Override
    public void begin() {}

    @Override
    public Encoded encode(byte[] text, int length) {
        if (length == 0) {
            return new Encoded(out, 0, 0);
        }
        int bound = Math.toIntExact(Zstd.compressBound(length));
        if (out.length < bound) {
            out = new byte[bound];
        }
        return new Encoded(out, context.compressByteArray(out, 0, out.length, text, 0, length), 0);
    }

    @Override
    public void close() {
        context.close();
    }
}
