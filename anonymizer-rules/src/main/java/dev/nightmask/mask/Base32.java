package dev.nightmask.mask;

import java.nio.charset.StandardCharsets;

/// The distinct part of a pseudonym: 13 characters of the base32 alphabet (RFC 4648, in lower case) that hold
/// 65 bits of a keyed hash. Among ten million values two agree with a chance of about one in a million.
final class Base32 {
    /// The number of characters written.
    static final int LENGTH = 13;

    private static final int BITS = 5;
    private static final byte[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".getBytes(StandardCharsets.US_ASCII);

    private Base32() {}

    /// Writes the first 65 bits of a hash.
    ///
    /// @param first the first eight bytes of the hash
    /// @param next the byte behind them
    static void write(long first, byte next, byte[] text, int at) {
        for (int i = 0; i < LENGTH - 1; i++) {
            text[at + i] = ALPHABET[(int) (first >>> (Long.SIZE - BITS * (i + 1))) & 31];
        }
        text[at + LENGTH - 1] = ALPHABET[((int) first << 1 & 31) | ((next & 0xff) >>> 7)];
    }
}
