package dev.nightmask.mask;

import java.util.Arrays;

/// A keyed permutation of all strings of one length, where each place has its own number of symbols: a Feistel
/// network of ten rounds that adds a keyed number to one half of the string and then to the other. A half is
/// one number, written in the radixes of its places; a half of more than 13 places is several.
///
/// Strings of up to five digits hide little (NIST SP 800-38G wants a million values): who has seen many pairs
/// can tell the rest. Not thread-safe. Ten AES blocks, one behind the other, for up to 26 places: that is 220 of
/// the 300 ns of a phone number. Allocates nothing once it has seen the longest string.
final class SymbolPermutation {
    private static final int ROUNDS = 10;

    /// As many places as 62 bits hold, whatever the radixes. It is fixed so that the number of places alone
    /// decides how long an input to the blocks is.
    private static final int PLACES = 13;

    private final KeyedBlocks blocks;
    private long[] numbers = new long[8];
    private long[] sizes = new long[8];

    SymbolPermutation(KeyedBlocks blocks) {
        this.blocks = blocks;
    }

    /// Permutes in place.
    ///
    /// @param symbols the first `count` are the string, each from 0 to its radix - 1
    /// @param radixes how many symbols each place has, 1 to 26
    /// @param tweak what else the permutation depends on, of 16 bits
    void permute(byte[] symbols, byte[] radixes, int count, int tweak) {
        int places = count / 2;
        int middle = numbers(places);
        int end = middle + numbers(count - places);
        ensure(end);
        read(symbols, radixes, 0, places, 0);
        read(symbols, radixes, places, count, middle);
        long header = (long) count << 24 | (tweak & 0xffff) << 8;
        for (int round = 0; round < ROUNDS; round++) {
            boolean isEven = round % 2 == 0;
            blocks.absorb(header | round, numbers, isEven ? middle : 0, isEven ? end : middle);
            add(isEven ? 0 : middle, isEven ? middle : end);
        }
        write(symbols, radixes, 0, places, 0);
        write(symbols, radixes, places, count, middle);
    }

    private void add(int from, int to) {
        for (int i = from; i < to; i++) {
            long sum = numbers[i] + blocks.below(sizes[i]);
            numbers[i] = sum < sizes[i] ? sum : sum - sizes[i];
        }
    }

    private void read(byte[] symbols, byte[] radixes, int from, int to, int firstNumber) {
        int number = firstNumber;
        for (int start = from; start < to; start += PLACES, number++) {
            long value = 0;
            long size = 1;
            for (int i = start; i < Math.min(to, start + PLACES); i++) {
                value = value * radixes[i] + symbols[i];
                size *= radixes[i];
            }
            numbers[number] = value;
            sizes[number] = size;
        }
    }

    private void write(byte[] symbols, byte[] radixes, int from, int to, int firstNumber) {
        int number = firstNumber;
        for (int start = from; start < to; start += PLACES, number++) {
            long value = numbers[number];
            for (int i = Math.min(to, start + PLACES) - 1; i >= start; i--) {
                symbols[i] = (byte) (value % radixes[i]);
                value /= radixes[i];
            }
        }
    }

    private void ensure(int count) {
        if (count > numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
            sizes = Arrays.copyOf(sizes, 2 * count);
        }
    }

    private static int numbers(int places) {
        return (places + PLACES - 1) / PLACES;
    }
}
