package dev.nightmask.snapshot.compress;

import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/// Raw deflate by the JDK's zlib, flushed after each piece. The output buffer is longer than any output can be, grows
/// to the longest piece and stays.
final class ZlibEncoder implements Encoder {
    /// zlib repeats the flush marker when fewer bytes than this are left for it (`deflate` in zlib.h).
    private static final int ROOM_FOR_FLUSH = 16;

    private final Deflater deflater;
    private final Adler32 adler = new Adler32();
    private byte[] out = new byte[1 << 16];

    ZlibEncoder(int level) {
        deflater = new Deflater(level, true);
    }

    @Override
    public void begin() {
        deflater.reset();
    }

    @Override
    public Encoded encode(byte[] text, int length) {
        if (length == 0) {
            return new Encoded(out, 0, Adler.EMPTY);
        }
        ensure(bound(length));
        adler.reset();
        adler.update(text, 0, length);
        deflater.setInput(text, 0, length);
        return new Encoded(out, deflate(), adler.getValue());
    }

    @Override
    public void close() {
        deflater.end();
    }

    private int deflate() {
        int count = 0;
        while (true) {
            int room = out.length - count;
            int more = deflater.deflate(out, count, room, Deflater.SYNC_FLUSH);
            count += more;
            if (more < room) {
                return count;
            }
            ensure(out.length + bound(ROOM_FOR_FLUSH));
        }
    }

    /// Of what `length` bytes can become at worst: stored blocks, headers and the flush (`deflateBound`).
    private static int bound(int length) {
        return length + (length >> 8) + 64 + ROOM_FOR_FLUSH;
    }

    private void ensure(int capacity) {
        if (out.length < capacity) {
            out = Arrays.copyOf(out, capacity);
        }
    }
}
