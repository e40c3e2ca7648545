package dev.nightmask.mask;

/// The distinct part of a pseudonym: 13 characters of the base32 alphabet (RFC 4648, in lower case) that hold
/// 65 bits of a keyed hash. Among ten million values two agree with a chance of about one in a million.
final class Base32 {
    /// The number of characters written.
    static final int LENGTH = 13;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    /// Appends the first 65 bits of the hash.
    static void append(byte[] hash, Field out) {
        int bits = 0;
        int held = 0;
        int next = 0;
        for (int i = 0; i < LENGTH; i++) {
            if (held < 5) {
                bits = bits << 8 | (hash[next++] & 0xff);
                held += 8;
            }
            held -= 5;
            out.append(ALPHABET.charAt((bits >>> held) & 31));
        }
    }
}
