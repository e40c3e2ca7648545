package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartSizesTest {
    private static final int MIB = 1 << 20;
    private static final int USUAL = 8 * MIB;
    private static final long GB = 1_000_000_000;
    private static final long TB = 1_000 * GB;

    @ParameterizedTest
    @CsvSource({"0, 8", "1, 8", "67, 8", "68, 9", "80, 10", "1000, 120", "5000, 597"})
    void partsAreAsLongAsTheExpectedSizeWants(long expectedGigabytes, int mebibytes) {
        assertEquals(
                mebibytes * MIB, PartSizes.of(USUAL, expectedGigabytes * GB).lengthOf(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, GB, 67 * GB, 80 * GB, TB, 5 * TB})
    void whatIsExpectedFitsInEquallyLongParts(long expectedBytes) {
        PartSizes sizes = PartSizes.of(USUAL, expectedBytes);
        assertEquals(
                1,
                IntStream.rangeClosed(1, 8_000).map(sizes::lengthOf).distinct().count());
        assertTrue(8_000L * sizes.lengthOf(1) >= expectedBytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {68 * GB, 80 * GB, 150 * GB})
    void fiveTimesOfWhatIsExpectedFitsInTenThousandParts(long expectedBytes) {
        assertTrue(capacity(PartSizes.of(USUAL, expectedBytes)) > 5 * expectedBytes);
    }

    @Test
    void archiveOfUnknownSizeMayGrowToThirdOfATerabyte() {
        assertTrue(capacity(PartSizes.of(USUAL, 0)) > TB / 3);
    }

    @Test
    void largestObjectThatS3TakesFits() {
        assertTrue(capacity(PartSizes.of(USUAL, 5 * TB)) > 5 * TB);
        assertEquals(1 << 30, PartSizes.of(USUAL, Long.MAX_VALUE / 2).lengthOf(1));
    }

    @Test
    void lengthsNeverShrinkAndGrowByHalfAtMost() {
        PartSizes sizes = PartSizes.of(USUAL, 0);
        for (int number = 1; number < PartSizes.MAX_PARTS; number++) {
            double growth = (double) sizes.lengthOf(number + 1) / sizes.lengthOf(number);
            assertTrue(growth >= 1 && growth < 1.51, number + ": " + growth);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 3", "8, 3", "16, 3", "17, 2", "24, 2", "25, 1", "597, 1"})
    void fewerOfTheLongPartsAreSentAtOnce(int mebibytes, int atOnce) {
        assertEquals(atOnce, new PartSizes(mebibytes * MIB).atOnce(1));
    }

    private static long capacity(PartSizes sizes) {
        return IntStream.rangeClosed(1, PartSizes.MAX_PARTS)
                .mapToLong(sizes::lengthOf)
                .sum();
    }
}
