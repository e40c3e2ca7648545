package dev.nightmask.snapshot.compress;

/// Hands the stream on: it is the text, and any end is an end.
final class NoneDecoder implements Decoder {
    @Override
    public void decode(byte[] stream, int length, Text out) {
        out.accept(stream, length);
    }

    @Override
    public void end() {}

    @Override
    public void close() {}
}
