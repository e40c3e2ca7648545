package dev.nightmask.mask;

/// JSON numbers (RFC 8259, section 6).
final class JsonNumber {
    private static final int NONE = -1;

    private JsonNumber() {}

    /// The index behind the number that begins at `from`, or -1 where none does.
    static int end(byte[] json, int from, int length) {
        int at = from < length && json[from] == '-' ? from + 1 : from;
        int whole = digits(json, at, length);
        boolean leadingZero = whole > at + 1 && json[at] == '0';
        if (whole == at || leadingZero) {
            return NONE;
        }
        int end = fraction(json, whole, length);
        return end == NONE ? NONE : exponent(json, end, length);
    }

    private static int fraction(byte[] json, int at, int length) {
        if (at == length || json[at] != '.') {
            return at;
        }
        int end = digits(json, at + 1, length);
        return end == at + 1 ? NONE : end;
    }

    private static int exponent(byte[] json, int at, int length) {
        if (at == length || (json[at] | 0x20) != 'e') {
            return at;
        }
        boolean signed = at + 1 < length && (json[at + 1] == '+' || json[at + 1] == '-');
        int from = signed ? at + 2 : at + 1;
        int end = digits(json, from, length);
        return end == from ? NONE : end;
    }

    private static int digits(byte[] json, int from, int length) {
        int at = from;
        while (at < length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at;
    }
}
