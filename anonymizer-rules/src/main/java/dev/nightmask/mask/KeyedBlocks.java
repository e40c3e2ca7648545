package dev.nightmask.mask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;

/// The pseudo-random function behind the keyed permutations: AES-256 in CBC-MAC, as FF1 uses it (NIST
/// SP 800-38G, algorithm 7), and its output stretched to a stream by counting, as there in step 6.iii.
///
/// CBC-MAC is sound only where no input is the beginning of another: the header that begins an input says how
/// long it is. One number behind the header makes one block, 20 ns, most of which is the latency of AES-256
/// itself; HMAC would take 170. Not thread-safe; allocates nothing.
final class KeyedBlocks {
    private static final int SIZE = 16;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Cipher aes;
    private final byte[] input = new byte[SIZE];
    private final byte[] output = new byte[SIZE];
    private long first;
    private long second;
    private long firstOfTag;
    private long secondOfTag;
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

    /// Takes an input, filled up with zeros; from here on the output can be taken.
    ///
    /// @param header two inputs of different length have different ones
    /// @param numbers those from `from` to before `to` stand behind the header
    void absorb(long header, long[] numbers, int from, int to) {
        first = 0;
        second = 0;
        long left = header;
        int at = from;
        do {
            long right = at < to ? numbers[at++] : 0;
            encrypt(first ^ left, second ^ right);
            left = at < to ? numbers[at] : 0;
        } while (at++ < to);
        firstOfTag = first;
        secondOfTag = second;
        taken = 0;
        counter = 0;
    }

    /// The next eight bytes of the output.
    long next() {
        if (taken == 2) {
            counter++;
            encrypt(firstOfTag, secondOfTag ^ counter);
            taken = 0;
        }
        return taken++ == 0 ? first : second;
    }

    /// A number from 0 to `bound` - 1, all equally likely (Lemire, Fast random integer generation in an interval,
    /// 2019).
    ///
    /// @param bound at least 1
    long below(long bound) {
        long random = next();
        if (Long.compareUnsigned(random * bound, bound) < 0) {
            long unfair = Long.remainderUnsigned(-bound, bound);
            while (Long.compareUnsigned(random * bound, unfair) < 0) {
                random = next();
            }
        }
        return Math.unsignedMultiplyHigh(random, bound);
    }

    private void encrypt(long left, long right) {
        LONGS.set(input, 0, left);
        LONGS.set(input, 8, right);
        try {
            aes.update(input, 0, SIZE, output, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a block has 16 bytes", e);
        }
        first = (long) LONGS.get(output, 0);
        second = (long) LONGS.get(output, 8);
    }
}
