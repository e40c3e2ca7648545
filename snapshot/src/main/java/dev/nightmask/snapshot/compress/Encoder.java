package dev.nightmask.snapshot.compress;

/// Compresses one piece after another. Owned by one worker; not thread-safe; holds native memory until closed.
public interface Encoder extends AutoCloseable {

    /// Begins a run of pieces that follow each other: what is encoded from here on depends on nothing before. A new
    /// encoder has begun one.
    void begin();

    /// Compresses the next piece of the run. The output ends at a byte boundary, so that pieces can be written one
    /// behind the other; it may refer to earlier pieces of its run, and to nothing outside.
    ///
    /// @param text the piece: `length` bytes from index 0
    /// @return the compressed bytes, valid until the next call
    Encoded encode(byte[] text, int length);

    @Override
    void close();

    /// A compressed piece: the first `length` bytes of `bytes`, which belong to the encoder, and the checksum of
    /// the text it was made of.
    record Encoded(byte[] bytes, int length, long checksum) {}
}
