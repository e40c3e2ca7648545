package dev.nightmask.mask;

/// Whole numbers of up to 64 bits as PostgreSQL writes them: digits, with a minus before negative ones.
final class WholeNumber {
    private WholeNumber() {}

    /// @throws dev.nightmask.failure.NightmaskException `RULE_FIELD` when it is no such number
    static long read(Field in) {
        boolean negative = in.length() > 0 && in.byteAt(0) == '-';
        int from = negative ? 1 : 0;
        if (in.length() == from) {
            throw BadField.kind();
        }
        // Built up below zero, where there is room for the least number too.
        long value = 0;
        long limit = negative ? Long.MIN_VALUE : -Long.MAX_VALUE;
        for (int at = from; at < in.length(); at++) {
            int digit = in.byteAt(at) - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10 || value * 10 < limit + digit) {
                throw BadField.kind();
            }
            value = value * 10 - digit;
        }
        return negative ? value : -value;
    }

    static void append(long value, Field out) {
        long rest = value < 0 ? value : -value;
        if (value < 0) {
            out.append('-');
        }
        long unit = 1;
        while (rest / unit < -9) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            out.append('0' - (int) (rest / unit % 10));
        }
    }
}
