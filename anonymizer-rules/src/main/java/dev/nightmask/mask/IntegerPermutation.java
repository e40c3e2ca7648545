package dev.nightmask.mask;

/// A keyed permutation of the numbers 0 to `size` - 1: an unbalanced Feistel network of ten rounds (FFX,
/// NIST SP 800-38G, section 5) over the bits that hold `size` - 1. A result that is too large is permuted
/// again until it is not ("cycle walking", Black and Rogaway 2002): under two turns on average, one where
/// `size` is near a power of two.
///
/// Small sizes are permuted correctly but hide little: who sees all values of a column may guess by their
/// frequency. Not thread-safe. Ten AES blocks, one behind the other, are most of the 260 ns of a turn; allocates
/// nothing.
final class IntegerPermutation {
    private static final int ROUNDS = 10;

    private final KeyedBlocks blocks;
    private final int range;
    private final long size;
    private final int lowBits;
    private final int highBits;
    private final long[] half = new long[1];

    /// @param range tells permutations under one key apart
    /// @param size 1 to 2^63 - 1
    IntegerPermutation(KeyedBlocks blocks, int range, long size) {
        this.blocks = blocks;
        this.range = range;
        this.size = size;
        int bits = Math.max(2, Long.SIZE - Long.numberOfLeadingZeros(size - 1));
        this.lowBits = bits / 2;
        this.highBits = bits - lowBits;
    }

    /// The number that takes the place of another.
    long permute(long number) {
        long permuted = number;
        do {
            permuted = turn(permuted);
        } while (permuted >= size);
        return permuted;
    }

    private long turn(long number) {
        long high = number >>> lowBits;
        long low = number & mask(lowBits);
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 2 == 0) {
                high ^= random(round, low) & mask(highBits);
            } else {
                low ^= random(round, high) & mask(lowBits);
            }
        }
        return high << lowBits | low;
    }

    /// One block of input each time, so none is the beginning of another.
    private long random(int round, long number) {
        half[0] = number;
        blocks.absorb((long) range << 8 | round, half, 0, 1);
        return blocks.next();
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }
}
