package dev.nightmask.snapshot.compress;

/// One way to compress the rows of a table in pieces that different workers may produce.
///
/// The compressed stream of a table is `start()`, then each piece in order, run after run, then `end(checksum)`,
/// where the checksum is the combination of the pieces' checksums. Stateless and thread-safe; an [Encoder] is neither.
public interface Codec {

    /// What the archive's header calls it.
    Compression compression();

    /// As on the command line, for example `zlib:1`.
    String name();

    /// Which implementation encodes, for example `ISA-L`. Two of them give different bytes for the same text, so
    /// whoever wants the same archive must have the same engine.
    String engine();

    /// A new encoder for one worker.
    Encoder newEncoder();

    /// The bytes before the first piece of a stream.
    byte[] start();

    /// The bytes after the last piece of a stream.
    byte[] end(long checksum);

    /// The checksum of no bytes at all.
    long emptyChecksum();

    /// The checksum of a text that consists of two parts.
    ///
    /// @param secondLength the length of the second part, in bytes before compression
    long combine(long first, long second, long secondLength);
}
