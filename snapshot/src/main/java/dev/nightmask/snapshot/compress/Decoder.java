package dev.nightmask.snapshot.compress;

import java.util.zip.DataFormatException;

/// Reads compressed streams back, one after another, in memory that does not grow with them. Not thread-safe;
/// holds native memory until closed.
public interface Decoder extends AutoCloseable {

    /// Takes the next bytes of a stream, all of them, and hands on the text they complete.
    ///
    /// @param stream `length` bytes from index 0
    /// @throws DataFormatException when no stream goes on so, or it has ended before
    void decode(byte[] stream, int length, Text out) throws DataFormatException;

    /// Says that the stream has no more bytes; the next call of `decode` begins another.
    ///
    /// @throws DataFormatException when the stream is not whole
    void end() throws DataFormatException;

    @Override
    void close();

    /// Where text goes.
    @FunctionalInterface
    interface Text {

        /// @param bytes `length` bytes from index 0, valid until this returns
        void accept(byte[] bytes, int length);
    }
}
