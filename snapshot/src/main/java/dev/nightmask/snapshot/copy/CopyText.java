package dev.nightmask.snapshot.copy;

import dev.nightmask.mask.Field;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The text format of COPY, on bytes.
///
/// In UTF-8 no byte of a multibyte character is a tab, a line feed or a backslash, so bytes are enough. A raw
/// tab or line feed is always structure: the server escapes those inside values. Source: `copyto.c`,
/// CopyAttributeOutText.
///
/// A value without escapes, as nearly all are, is looked through eight bytes at a time and copied in one go.
final class CopyText {
    private static final byte ESCAPE = '\\';

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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

    static void appendNull(MaskedRows out) {
        out.append(ESCAPE);
        out.append('N');
    }

    /// Appends the value of a field that is not NULL.
    static void unescape(byte[] row, int from, int to, Field value) {
        int run = from;
        for (int at = firstSpecial(row, from, to); at < to; at++) {
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
    static void escape(Field value, MaskedRows out) {
        byte[] bytes = value.array();
        int run = 0;
        for (int at = firstSpecial(bytes, 0, value.length()); at < value.length(); at++) {
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

    /// A place up to which there is neither a backslash nor a control character, at most seven bytes before the
    /// first; `to` when there is none.
    private static int firstSpecial(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            if (hasSpecial((long) WORDS.get(bytes, at))) {
                return at;
            }
        }
        // The bytes before are looked at again, which costs less than a loop over those that are left.
        boolean plain = at == to || (to - from >= Long.BYTES && !hasSpecial((long) WORDS.get(bytes, to - Long.BYTES)));
        return plain ? to : at;
    }

    private static boolean hasSpecial(long word) {
        long control = (word - ' ' * ONES) & ~word;
        long unlike = word ^ (ESCAPE * ONES);
        long escape = (unlike - ONES) & ~unlike;
        return ((control | escape) & HIGHEST) != 0;
    }

    private static byte byteFor(byte letter) {
        return letter < 0 || BYTES[letter] == 0 ? letter : BYTES[letter];
    }
}
