package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {
    private final KeyedBlocks blocks = new KeyedBlocks(Masking.KEY, "test", "domain");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 255, 256, 257, 1000, 4099, 65_536, 100_003})
    void everyNumberOfARangeIsHitOnce(int size) {
        var permutation = new IntegerPermutation(blocks, 1, size);
        var hit = new BitSet(size);
        for (int i = 0; i < size; i++) {
            hit.set(Math.toIntExact(permutation.permute(i)));
        }
        assertEquals(size, hit.cardinality());
        assertEquals(size, hit.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyDigitStringOfALengthIsHitOnce(int length) {
        int size = (int) Math.pow(10, length);
        var permutation = new SymbolPermutation(blocks);
        byte[] radixes = new byte[length];
        Arrays.fill(radixes, (byte) 10);
        var hit = new BitSet(size);
        for (int i = 0; i < size; i++) {
            byte[] symbols = digits(i, length);
            permutation.permute(symbols, radixes, length, 49);
            hit.set(number(symbols));
        }
        assertEquals(size, hit.cardinality());
    }

    @Test
    void lettersAndDigitsMixedAreEachHitOnceToo() {
        var permutation = new SymbolPermutation(blocks);
        byte[] radixes = {10, 26, 10, 26};
        Set<String> hit = new HashSet<>();
        for (int i = 0; i < 67_600; i++) {
            byte[] symbols = {(byte) (i % 10), (byte) (i / 10 % 26), (byte) (i / 260 % 10), (byte) (i / 2600)};
            permutation.permute(symbols, radixes, 4, -1);
            assertTrue(symbols[1] < 26 && symbols[0] < 10);
            hit.add(Arrays.toString(symbols));
        }
        assertEquals(67_600, hit.size());
    }

    /// Places with one symbol only make a half of several numbers short enough to try all of them.
    @ParameterizedTest
    @ValueSource(ints = {26, 27, 28, 60, 150})
    void everyLongStringIsHitOnceToo(int length) {
        int[] free = {0, length / 3, length / 2 - 1, length / 2, length - 1};
        var permutation = new SymbolPermutation(blocks);
        byte[] radixes = new byte[length];
        Arrays.fill(radixes, (byte) 1);
        for (int place : free) {
            radixes[place] = 10;
        }
        var hit = new BitSet(100_000);
        for (int i = 0; i < 100_000; i++) {
            byte[] symbols = new byte[length];
            byte[] digits = digits(i, free.length);
            for (int j = 0; j < free.length; j++) {
                symbols[free[j]] = digits[j];
            }
            permutation.permute(symbols, radixes, length, 7);
            for (int j = 0; j < free.length; j++) {
                digits[j] = symbols[free[j]];
            }
            hit.set(number(digits));
        }
        assertEquals(100_000, hit.cardinality());
    }

    @Test
    void rangesUnderOneKeyAreUnrelated() {
        var one = new IntegerPermutation(blocks, 1, 1 << 20);
        var other = new IntegerPermutation(blocks, 2, 1 << 20);
        assertNotEquals(one.permute(77), other.permute(77));
    }

    /// Of all permutations of n numbers, one fixed point is the average, and more than ten are as good as never.
    @Test
    void permutationHasFewFixedPointsAndIsNoShift() {
        int size = 50_000;
        var permutation = new IntegerPermutation(blocks, 1, size);
        int fixed = 0;
        Set<Long> distances = new HashSet<>();
        for (int i = 0; i < size; i++) {
            long permuted = permutation.permute(i);
            fixed += permuted == i ? 1 : 0;
            distances.add(Math.floorMod(permuted - i, (long) size));
        }
        assertTrue(fixed <= 10, "fixed points: " + fixed);
        assertTrue(distances.size() > size / 2, "distances: " + distances.size());
    }

    private static byte[] digits(int number, int length) {
        byte[] digits = new byte[length];
        for (int i = 0, rest = number; i < length; i++, rest /= 10) {
            digits[i] = (byte) (rest % 10);
        }
        return digits;
    }

    private static int number(byte[] digits) {
        int number = 0;
        for (int i = digits.length - 1; i >= 0; i--) {
            number = number * 10 + digits[i];
        }
        return number;
    }
}
