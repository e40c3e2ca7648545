package dev.nightmask.mask;

/// A pseudonym for a whole number, distinct because it is a permutation, and the same in integer and bigint
/// columns of one pseudonym domain: each range keeps to itself.
///
/// | from | to | permuted |
/// |---|---|---|
/// | 0 | 0 | stays |
/// | 1 | 2^31 - 1 | among themselves: fits integer, stays positive |
/// | 2^31 | 2^63 - 1 | among themselves |
/// | -2^31 | -1 | among themselves, likewise from -2^63 to -2^31 - 1 |
///
/// A smallint has no room to hide in: 32,767 values are tried in no time by anyone who may insert rows.
final class IntegerMasker implements Masker {
    private static final long INTEGERS = 1L << 31;
    private static final long BEYOND = Long.MAX_VALUE - INTEGERS + 1;

    private final IntegerPermutation positive;
    private final IntegerPermutation positiveBeyond;
    private final IntegerPermutation negative;
    private final IntegerPermutation negativeBeyond;

    IntegerMasker(KeyedBlocks blocks) {
        positive = new IntegerPermutation(blocks, 1, INTEGERS - 1);
        positiveBeyond = new IntegerPermutation(blocks, 2, BEYOND);
        negative = new IntegerPermutation(blocks, 3, INTEGERS);
        negativeBeyond = new IntegerPermutation(blocks, 4, BEYOND);
    }

    @Override
    public void mask(Field in, Field out) {
        WholeNumber.append(permute(WholeNumber.read(in)), out);
    }

    private long permute(long value) {
        if (value == 0) {
            return 0;
        }
        if (value > 0) {
            return value < INTEGERS
                    ? positive.permute(value - 1) + 1
                    : positiveBeyond.permute(value - INTEGERS) + INTEGERS;
        }
        // The complement maps -1, -2, ... to 0, 1, ... and has no overflow at -2^63.
        long complement = ~value;
        return complement < INTEGERS
                ? ~negative.permute(complement)
                : ~(negativeBeyond.permute(complement - INTEGERS) + INTEGERS);
    }
}
