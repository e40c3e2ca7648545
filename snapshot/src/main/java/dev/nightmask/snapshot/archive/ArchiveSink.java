package dev.nightmask.snapshot.archive;

/// Where the bytes of one archive go: all but the head in order, then the head, which stands before them but
/// is known last (it holds the offsets of what follows).
///
/// Nobody can read anything of it before [#complete] has returned; after [#close] without `complete`, nothing
/// is left of it. Called by one thread.
public interface ArchiveSink extends AutoCloseable {

    /// Says how long the head will be. Called once, before the first `write`.
    void reserveHead(int headBytes);

    /// Takes the next bytes; they are copied or sent before it returns.
    void write(byte[] bytes, int offset, int length);

    /// Puts the head in front and makes the whole archive durable. Called once, after the last `write`.
    ///
    /// @param head exactly as long as was reserved
    void complete(byte[] head);

    /// Gives up what was not completed. What fails here is thrown, so called by try-with-resources, which
    /// adds it as suppressed to the error that led here.
    @Override
    void close();
}
