package dev.nightmask.snapshot.copy;

/// Takes the masked text of one table piece by piece, in the order of its rows.
@FunctionalInterface
public interface Pieces {

    /// @param text COPY text: `length` bytes from index 0, valid until this returns
    /// @param length at most [TableCopy#MAX_PIECE_BYTES]
    /// @param rows how many rows end in it
    void accept(byte[] text, int length, long rows);
}
