package dev.nightmask.mask;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;

/// The pseudo-random function behind the keyed permutations: AES-256 in CBC-MAC, as FF1 uses it (NIST
/// SP 800-38G, algorithm 7), and its output stretched to a stream by counting, as there in step 6.iii.
///
/// CBC-MAC is sound only where no input is the beginning of another: callers put the input's length first.
/// A permutation needs ten of these for one field, which is why it is not HMAC: 20 ns a block against 170 ns.
/// Not thread-safe; allocates nothing.
final class KeyedBlocks {
    private static final int SIZE = 16;

    private final Cipher aes;
    private final byte[] input = new byte[SIZE];
    private final byte[] tag = new byte[SIZE];
    private final byte[] stream = new byte[SIZE];
    private int filled;
    private int taken;
    private int counter;

    /// @param purpose the technique, for example `pseudonymize.phone`
    KeyedBlocks(PseudonymizationKey key, String purpose, String domain) {
        try {
            // A single block at a time: the chaining and the counting are ours, so ECB is the bare cipher here.
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, key.derive(purpose, domain, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    /// Begins an input.
    void start() {
        Arrays.fill(tag, (byte) 0);
        filled = 0;
    }

    /// Adds a byte to the input.
    void put(int b) {
        input[filled] = (byte) (b ^ tag[filled]);
        if (++filled == SIZE) {
            encrypt(tag);
            filled = 0;
        }
    }

    /// Adds a number to the input, its highest byte first.
    void put(long number) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((int) (number >>> shift));
        }
    }

    /// Ends the input, filled up with zeros; from here on the output can be taken.
    void finish() {
        while (filled > 0) {
            put(0);
        }
        System.arraycopy(tag, 0, stream, 0, SIZE);
        taken = 0;
        counter = 0;
    }

    /// The next byte of the output, 0 to 255.
    int next() {
        if (taken == SIZE) {
            stretch();
        }
        return stream[taken++] & 0xff;
    }

    /// The next eight bytes of the output as a number.
    long nextLong() {
        long number = 0;
        for (int i = 0; i < 8; i++) {
            number = number << 8 | next();
        }
        return number;
    }

    private void stretch() {
        System.arraycopy(tag, 0, input, 0, SIZE);
        counter++;
        for (int i = 0; i < 4; i++) {
            input[SIZE - 1 - i] ^= (byte) (counter >>> (8 * i));
        }
        encrypt(stream);
        taken = 0;
    }

    private void encrypt(byte[] output) {
        try {
            aes.update(input, 0, SIZE, output, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a block has 16 bytes", e);
        }
    }
}
