package dev.nightmask.snapshot.copy;

import dev.nightmask.mask.Field;

/// The text format of COPY, on bytes.
///
/// In UTF-8 no byte of a multibyte character is a tab, a line feed or a backslash, so bytes are enough. A raw
/// tab or line feed is always structure: the server escapes those inside values. Source: `copyto.c`,
/// CopyAttributeOutText.
final class CopyText {
    private static final byte ESCAPE = '\\';

    /// The letter behind the backslash for each byte, 0 for a byte that stands for itself.
    private static final byte[] LETTERS = new byte[128];

    /// The byte for each letter behind a backslash; any other letter stands for itself.
    private static final byte[] BYTES = new byte[128];

    static {
        String letters = "bfnrtv\\";
        String bytes = "\b\f\n\r\t\u000b\\";
        for (int i = 0; i < letters.length(); i++) {
            LETTERS[bytes.charAt(i)] = (byte) letters.charAt(i);
            BYTES[letters.charAt(i)] = (byte) bytes.charAt(i);
        }
    }

    private CopyText() {}

    /// Whether the field from `from` to `to` is NULL.
    static boolean isNull(byte[] row, int from, int to) {
        return to - from == 2 && row[from] == ESCAPE && row[from + 1] == 'N';
    }

    static void appendNull(Field out) {
        out.append(ESCAPE);
        out.append('N');
    }

    /// Appends the value of a field that is not NULL.
    static void unescape(byte[] row, int from, int to, Field value) {
        int run = from;
        for (int at = from; at < to; at++) {
            if (row[at] == ESCAPE && at + 1 < to) {
                value.append(row, run, at - run);
                at++;
                value.append(byteFor(row[at]));
                run = at + 1;
            }
        }
        value.append(row, run, to - run);
    }

    /// Appends a value as the server itself would have written it: seven escapes and no other.
    static void escape(Field value, Field out) {
        byte[] bytes = value.array();
        int run = 0;
        for (int at = 0; at < value.length(); at++) {
            byte letter = bytes[at] < 0 ? 0 : LETTERS[bytes[at]];
            if (letter != 0) {
                out.append(bytes, run, at - run);
                out.append(ESCAPE);
                out.append(letter);
                run = at + 1;
            }
        }
        out.append(bytes, run, value.length() - run);
    }

    private static byte byteFor(byte letter) {
        return letter < 0 || BYTES[letter] == 0 ? letter : BYTES[letter];
    }
}
