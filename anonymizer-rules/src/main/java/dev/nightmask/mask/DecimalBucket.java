package dev.nightmask.mask;

import java.util.Arrays;

/// A number of any length lowered to a multiple of a size, digit by digit, so that none is lost: neither a
/// bigint nor a numeric of a thousand digits passes through a double. NaN and the infinities stay.
///
/// Reads what PostgreSQL prints for numeric, real and double precision, and JSON numbers; writes no fraction
/// and no exponent. A numeric(p, s) has no room for a multiple below its least value: such a row fails in the
/// restore, loudly.
///
/// Not thread-safe. Some nanoseconds a digit; allocates only until it has seen its longest number.
final class DecimalBucket implements Masker {
    /// The largest size: ten times as much and a digit still fit into 64 bits without sign.
    static final long LARGEST = 1_000_000_000_000_000_000L;

    /// Beyond double precision, and far below what would be a trap.
    private static final int MOST_EXPONENT = 1000;

    private final long size;
    private byte[] digits = new byte[64];
    private int count;
    private int whole;
    private boolean fraction;

    DecimalBucket(long size) {
        this.size = size;
    }

    @Override
    public void mask(Field in, Field out) {
        if (isSpecial(in)) {
            out.append(in);
            return;
        }
        boolean negative = in.byteAt(0) == '-';
        read(in, negative ? 1 : 0);
        long above = remainder();
        long carry = 0;
        if (!negative) {
            subtract(above);
        } else if (above > 0 || fraction) {
            carry = add(size - above);
        }
        write(negative, carry, out);
    }

    private static boolean isSpecial(Field in) {
        byte last = in.byteAt(in.length() - 1);
        return (last == 'N' && in.length() == 3 && in.byteAt(0) == 'N' && in.byteAt(1) == 'a')
                || (last == 'y' && is(in, "Infinity"))
                || (last == 'y' && is(in, "-Infinity"));
    }

    private static boolean is(Field in, String word) {
        boolean is = in.length() == word.length();
        for (int i = 0; is && i < word.length(); i++) {
            is = in.byteAt(i) == word.charAt(i);
        }
        return is;
    }

    /// Reads digits, fraction and exponent into `whole` digits and whether a fraction is left.
    private void read(Field in, int from) {
        count = 0;
        int at = readDigits(in, from);
        if (at == from) {
            throw BadField.kind();
        }
        whole = count;
        if (at < in.length() && in.byteAt(at) == '.') {
            at = readDigits(in, at + 1);
        }
        if (at < in.length()) {
            whole += exponent(in, at);
        }
        fraction = false;
        for (int i = Math.max(whole, 0); i < count; i++) {
            fraction |= digits[i] != 0;
        }
        whole = Math.max(whole, 0);
        while (count < whole) {
            push(0);
        }
    }

    private int readDigits(Field in, int from) {
        int at = from;
        while (at < in.length() && in.byteAt(at) >= '0' && in.byteAt(at) <= '9') {
            push(in.byteAt(at++) - '0');
        }
        return at;
    }

    private static int exponent(Field in, int from) {
        boolean signed = from + 1 < in.length() && (in.byteAt(from + 1) == '-' || in.byteAt(from + 1) == '+');
        int first = signed ? from + 2 : from + 1;
        int exponent = 0;
        for (int at = first; at < in.length(); at++) {
            int digit = in.byteAt(at) - '0';
            exponent = exponent * 10 + digit;
            if (digit < 0 || digit > 9 || exponent > MOST_EXPONENT) {
                throw BadField.kind();
            }
        }
        if ((in.byteAt(from) | 0x20) != 'e' || first == in.length()) {
            throw BadField.kind();
        }
        return in.byteAt(from + 1) == '-' ? -exponent : exponent;
    }

    private void push(int digit) {
        if (count == digits.length) {
            digits = Arrays.copyOf(digits, 2 * count);
        }
        digits[count++] = (byte) digit;
    }

    private long remainder() {
        long remainder = 0;
        for (int i = 0; i < whole; i++) {
            remainder = Long.remainderUnsigned(remainder * 10 + digits[i], size);
        }
        return remainder;
    }

    private void subtract(long amount) {
        long rest = amount;
        for (int i = whole - 1; rest > 0; i--) {
            int digit = digits[i] - (int) (rest % 10);
            rest = rest / 10 + (digit < 0 ? 1 : 0);
            digits[i] = (byte) (digit < 0 ? digit + 10 : digit);
        }
    }

    /// @return what does not fit into the digits there are, to be written before them
    private long add(long amount) {
        long rest = amount;
        for (int i = whole - 1; rest > 0 && i >= 0; i--) {
            long sum = digits[i] + rest;
            digits[i] = (byte) (sum % 10);
            rest = sum / 10;
        }
        return rest;
    }

    private void write(boolean negative, long carry, Field out) {
        int first = 0;
        while (carry == 0 && first < whole && digits[first] == 0) {
            first++;
        }
        if (carry == 0 && first == whole) {
            out.append('0');
            return;
        }
        if (negative) {
            out.append('-');
        }
        if (carry > 0) {
            WholeNumber.append(carry, out);
        }
        for (int i = first; i < whole; i++) {
            out.append('0' + digits[i]);
        }
    }
}
