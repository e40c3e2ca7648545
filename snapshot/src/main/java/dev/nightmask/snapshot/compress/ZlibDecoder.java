package dev.nightmask.snapshot.compress;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Inflates by the JDK's zlib, which compares the checksum at the end of each stream.
final class ZlibDecoder implements Decoder {
    private final Inflater inflater = new Inflater();
    private final byte[] text = new byte[1 << 16];

    @Override
    public void decode(byte[] stream, int length, Text out) throws DataFormatException {
        inflater.setInput(stream, 0, length);
        while (!inflater.finished()) {
            int count = inflater.inflate(text);
            if (count == 0 && !inflater.finished()) {
                break;
            }
            out.accept(text, count);
        }
        if (inflater.getRemaining() > 0) {
            throw new DataFormatException("bytes behind the end of the stream");
        }
    }

    @Override
    public void end() throws DataFormatException {
        if (!inflater.finished()) {
            throw new DataFormatException("no end of the stream");
        }
        inflater.reset();
    }

    @Override
    public void close() {
        inflater.end();
    }
}
