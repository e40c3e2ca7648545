package dev.nightmask.mask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// JSON strings (RFC 8259, section 7): their text in UTF-8, and back. Eight bytes at a time where nothing is escaped.
final class JsonString {
    private static final String HEX = "0123456789abcdef";

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private JsonString() {}

    /// Appends the text of a string literal.
    ///
    /// @param from behind the opening quote
    /// @param to at the closing quote
    /// @throws dev.nightmask.failure.NightmaskException `RULE_FIELD` for an escaped NUL or half a surrogate pair
    static void decode(byte[] json, int from, int to, Field out) {
        int at = from;
        while (at < to) {
            int plain = at;
            at = firstSpecial(json, at, to);
            out.append(json, plain, at - plain);
            if (at < to) {
                at = escape(json, at + 1, out);
            }
        }
    }

    /// Appends a text as a string literal with its quotes.
    static void append(Field text, Field out) {
        byte[] bytes = text.array();
        out.append('"');
        int at = 0;
        while (at < text.length()) {
            int plain = at;
            at = firstSpecial(bytes, at, text.length());
            out.append(bytes, plain, at - plain);
            if (at < text.length()) {
                special(bytes[at++], out);
            }
        }
        out.append('"');
    }

    /// The index of the first quote, backslash or control character; `to` when there is none.
    static int firstSpecial(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at);
            long control = (word - ' ' * ONES) & ~word;
            // Borrows can set bits above the first that is right, never below it.
            long special = (control | zeros(word ^ ('"' * ONES)) | zeros(word ^ ('\\' * ONES))) & HIGHEST;
            if (special != 0) {
                return at + Long.numberOfTrailingZeros(special) / Byte.SIZE;
            }
        }
        while (at < to && !isSpecial(bytes[at])) {
            at++;
        }
        return at;
    }

    private static long zeros(long word) {
        return (word - ONES) & ~word;
    }

    private static boolean isSpecial(byte c) {
        return c == '"' || c == '\\' || (c >= 0 && c < ' ');
    }

    private static void special(byte c, Field out) {
        if (c == '"' || c == '\\') {
            out.append('\\');
            out.append(c);
        } else {
            control(c, out);
        }
    }

    private static void control(int c, Field out) {
        out.append('\\');
        out.append('u');
        out.append('0');
        out.append('0');
        out.append(HEX.charAt(c >> 4));
        out.append(HEX.charAt(c & 15));
    }

    /// Reads what follows a backslash; the cursor has checked its syntax.
    private static int escape(byte[] json, int at, Field out) {
        switch (json[at]) {
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> {
                return unicode(json, at + 1, out);
            }
            default -> out.append(json[at]);
        }
        return at + 1;
    }

    private static int unicode(byte[] json, int at, Field out) {
        int unit = hex(json, at);
        if (unit == 0 || Character.isLowSurrogate((char) unit)) {
            throw BadField.kind();
        }
        if (!Character.isHighSurrogate((char) unit)) {
            Utf8.append(unit, out);
            return at + 4;
        }
        // A closing quote stands behind the last escape, so these two bytes are there.
        if (json[at + 4] != '\\' || json[at + 5] != 'u') {
            throw BadField.kind();
        }
        int low = hex(json, at + 6);
        if (!Character.isLowSurrogate((char) low)) {
            throw BadField.kind();
        }
        Utf8.append(Character.toCodePoint((char) unit, (char) low), out);
        return at + 10;
    }

    private static int hex(byte[] json, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            value = value << 4 | Character.digit(json[i], 16);
        }
        return value;
    }
}
