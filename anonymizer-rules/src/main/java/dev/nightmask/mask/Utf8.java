package dev.nightmask.mask;

/// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
///
/// What is malformed stops the run; it is never replaced by U+FFFD. Some nanoseconds a character.
final class Utf8 {
    private Utf8() {}

    /// The code point that begins at an index.
    ///
    /// @param end behind the last byte that may be read
    /// @throws dev.nightmask.failure.NightmaskException `TEXT_ENCODING` when it is malformed
    static int codePointAt(byte[] bytes, int at, int end) {
        int first = bytes[at];
        if (first >= 0) {
            return first;
        }
        int count = first >= -16 ? 4 : first >= -32 ? 3 : 2;
        if (first < -62 || first > -12 || end - at < count) {
            throw BadField.encoding();
        }
        int codePoint = first & (0x7f >> count);
        for (int i = 1; i < count; i++) {
            int next = bytes[at + i];
            if ((next & 0xc0) != 0x80) {
                throw BadField.encoding();
            }
            codePoint = codePoint << 6 | (next & 0x3f);
        }
        if (length(codePoint) != count || isSurrogate(codePoint) || codePoint > Character.MAX_CODE_POINT) {
            throw BadField.encoding();
        }
        return codePoint;
    }

    /// Whether a code point begins at this byte of well-formed text.
    static boolean isFirst(byte b) {
        return (b & 0xc0) != 0x80;
    }

    /// The number of bytes a code point takes, 1 to 4.
    static int length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    /// Appends a code point that is no surrogate.
    static void append(int codePoint, Field out) {
        int count = length(codePoint);
        if (count == 1) {
            out.append(codePoint);
            return;
        }
        out.append(((0xf00 >> count) & 0xff) | (codePoint >> (6 * (count - 1))));
        for (int shift = 6 * (count - 2); shift >= 0; shift -= 6) {
            out.append(0x80 | ((codePoint >> shift) & 0x3f));
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
