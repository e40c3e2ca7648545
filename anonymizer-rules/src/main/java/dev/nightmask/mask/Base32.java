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

    /// Writes 65 bits of a hash.
    ///
    /// @param first its first word
    /// @param second its second word, of which the highest bit is used
    static void write(long first, long second, byte[] text, int at) {
        for (int i = 0; i < LENGTH - 1; i++) {
            text[at + i] = ALPHABET[(int) (first >>> (Long.SIZE - BITS * (i + 1))) & 31];
        }
        text[at + LENGTH - 1] = ALPHABET[((int) first << 1 & 31) | (int) (second >>> 63)];
    }
}
