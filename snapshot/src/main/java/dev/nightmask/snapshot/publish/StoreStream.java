package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.NightmaskException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/// The bytes of a stored object, failing as its store fails.
final class StoreStream extends InputStream {
    private final InputStream bytes;
    private final Function<IOException, NightmaskException> failure;

    StoreStream(InputStream bytes, Function<IOException, NightmaskException> failure) {
        this.bytes = bytes;
        this.failure = failure;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        try {
            return bytes.read(into, offset, length);
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
