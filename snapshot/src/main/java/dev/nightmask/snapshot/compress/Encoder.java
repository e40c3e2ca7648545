package dev.nightmask.snapshot.compress;

/// Compresses one piece after another. Owned by one worker; not thread-safe; holds native memory until closed.
public interface Encoder extends AutoCloseable {

    /// Compresses one whole piece. The output stands on its own between other pieces: it ends at a byte
    /// boundary and refers to nothing outside the piece.
    ///
    /// @param text the piece: `length` bytes from index 0, at most 16 MiB
    /// @return the compressed bytes, valid until the next call
    Encoded encode(byte[] text, int length);

    @Override
    void close();

    /// A compressed piece: the first `length` bytes of `bytes`, which belong to the encoder, and the checksum of
    /// the text it was made of.
    record Encoded(byte[] bytes, int length, long checksum) {}
}
