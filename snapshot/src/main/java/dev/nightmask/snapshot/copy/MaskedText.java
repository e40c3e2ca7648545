package dev.nightmask.snapshot.copy;

/// Takes masked COPY text, in the order of its rows.
@FunctionalInterface
interface MaskedText {

    /// @param text `length` bytes from index 0, valid until this returns
    /// @param length at most [MaskedRows#PIECE_BYTES]
    /// @param rows how many rows end in it
    void accept(byte[] text, int length, long rows);
}
