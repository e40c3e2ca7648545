package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.NightmaskException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/// The bytes of a stored object, failing as its store fails.
final class StoreStream extends InputStream {
    private final InputStream bytes;
    private final Function<IOException, NightmaskException> failure;
    private long left;

    StoreStream(InputStream bytes, Function<IOException, NightmaskException> failure) {
        this(bytes, Long.MAX_VALUE, failure);
    }

    /// @param limit after how many bytes it ends
    StoreStream(InputStream bytes, long limit, Function<IOException, NightmaskException> failure) {
        this.bytes = bytes;
        this.left = limit;
        this.failure = failure;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (left == 0) {
            return -1;
        }
        try {
            int count = bytes.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        } catch (IOException e) {
            throw failure.apply(e);
        }
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw failure.apply(e);
        }
    }
}
