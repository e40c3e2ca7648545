package dev.nightmask.snapshot.copy;

import org.jspecify.annotations.Nullable;

/// Masked COPY text on its way out, cut into pieces of one length wherever rows end: a row of any length passes
/// through the same buffer.
///
/// Owned by one worker; used again for table after table. Allocates nothing.
final class MaskedRows {
    /// The length of every piece but the last.
    static final int PIECE_BYTES = 1 << 20;

    private final byte[] text = new byte[PIECE_BYTES];
    private MaskedText out = (piece, length, ended) -> {};
    private int length;
    private long rows;
    private @Nullable Runnable uncheckedRow;

    /// Begins a run of pieces.
    void begin(MaskedText taker) {
        out = taker;
        length = 0;
        rows = 0;
        uncheckedRow = null;
    }

    /// Says that a row begins.
    ///
    /// @param check whether it is a row of the table at all, run before any part of it is handed on alone
    void beginRow(Runnable check) {
        uncheckedRow = check;
    }

    void append(int b) {
        if (length == PIECE_BYTES) {
            handOn();
        }
        text[length++] = (byte) b;
    }

    void append(byte[] source, int offset, int count) {
        int from = offset;
        int left = count;
        while (left > PIECE_BYTES - length) {
            int part = PIECE_BYTES - length;
            System.arraycopy(source, from, text, length, part);
            length = PIECE_BYTES;
            handOn();
            from += part;
            left -= part;
        }
        System.arraycopy(source, from, text, length, left);
        length += left;
    }

    /// Says that the row ends here.
    void endRow() {
        rows++;
        uncheckedRow = null;
    }

    /// Hands on what is left.
    void end() {
        if (length > 0) {
            handOn();
        }
    }

    private void handOn() {
        if (uncheckedRow != null) {
            uncheckedRow.run();
            uncheckedRow = null;
        }
        out.accept(text, length, rows);
        length = 0;
        rows = 0;
    }
}
