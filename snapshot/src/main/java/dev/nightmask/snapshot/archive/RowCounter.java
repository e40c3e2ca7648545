package dev.nightmask.snapshot.archive;

import java.util.Arrays;

/// Counts the rows of a table's COPY text while it streams, and watches for the exact terminator at its end.
///
/// In COPY text a line feed is always the end of a row: inside of a value it is written `\n`. Looks at every
/// byte once; holds the last six.
final class RowCounter {
    private static final int TERMINATOR_LINES = 3;

    private final byte[] tail = new byte[Wire.TERMINATOR.length + 1];
    private long bytes;
    private long lines;

    void clear() {
        Arrays.fill(tail, (byte) '\n');
        bytes = 0;
        lines = 0;
    }

    void accept(byte[] text, int length) {
        for (int i = 0; i < length; i++) {
            if (text[i] == '\n') {
                lines++;
            }
        }
        int kept = Math.max(0, tail.length - length);
        System.arraycopy(tail, tail.length - kept, tail, 0, kept);
        int added = tail.length - kept;
        System.arraycopy(text, length - added, tail, kept, added);
        bytes += length;
    }

    /// Whether the text ends with the terminator, at the beginning of a line.
    boolean isTerminated() {
        return bytes >= Wire.TERMINATOR.length
                && tail[0] == '\n'
                && Arrays.equals(tail, 1, tail.length, Wire.TERMINATOR, 0, Wire.TERMINATOR.length);
    }

    /// Without the terminator's lines.
    long rows() {
        return lines - TERMINATOR_LINES;
    }

    /// Without the terminator.
    long bytes() {
        return bytes - Wire.TERMINATOR.length;
    }
}
