package dev.nightmask.snapshot.compress;

/// Adler-32 of two texts in a row from the sums of each, without seeing them again.
///
/// A sum is two numbers modulo 65521: `a` counts from 1 and adds every byte, `b` adds every `a`
/// ([RFC 1950](https://www.rfc-editor.org/rfc/rfc1950), section 8.2). The second text's sum began at `a` = 1
/// where it had to begin at the first text's `a`, so each of its bytes is short of that difference in `b`.
final class Adler {
    static final long EMPTY = 1;

    private static final long BASE = 65521;

    private Adler() {}

    /// @param secondLength of the second text, in bytes
    static long combine(long first, long second, long secondLength) {
        long lead = low(first) - 1 + BASE;
        long a = (lead + low(second)) % BASE;
        long b = (high(first) + high(second) + secondLength % BASE * (lead % BASE)) % BASE;
        return (b << 16) | a;
    }

    private static long low(long sum) {
        return sum & 0xffff;
    }

    private static long high(long sum) {
        return sum >>> 16;
    }
}
