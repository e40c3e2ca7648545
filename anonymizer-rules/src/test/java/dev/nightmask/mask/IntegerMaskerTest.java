package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule.Pseudonymize.Kind;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerMaskerTest {
    private final Masker bigint = Masking.masker(Kind.INTEGER, Family.BIGINT);
    private final Masker integer = Masking.masker(Kind.INTEGER, Family.INTEGER);

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 908855140", "42, 90249306", "4294967296, 804654365405912963", "-1, -1057993463"})
    void knownAnswersStayKnown(String original, String pseudonym) {
        assertEquals(pseudonym, Masking.mask(bigint, original));
    }

    @Test
    void integerAndBigintColumnsJoin() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            String value = Integer.toString(random.nextInt());
            assertEquals(Masking.mask(integer, value), Masking.mask(bigint, value));
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                1,
                2,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE + 1L,
                1L << 53,
                (1L << 53) + 1,
                Long.MAX_VALUE,
                -1,
                Integer.MIN_VALUE,
                Integer.MIN_VALUE - 1L,
                Long.MIN_VALUE
            })
    void eachRangeKeepsToItself(long value) {
        long masked = Long.parseLong(Masking.mask(bigint, Long.toString(value)));
        assertNotEquals(value, masked);
        assertEquals(range(value), range(masked));
    }

    @Test
    void neighboursBeyondDoublePrecisionStayApart() {
        Set<String> masked = new HashSet<>();
        for (long value = Long.MAX_VALUE - 99_999; value > 0; value++) {
            masked.add(Masking.mask(bigint, Long.toString(value)));
        }
        assertEquals(100_000, masked.size());
    }

    @Test
    void hundredThousandSerialNumbersStayApart() {
        Set<String> masked = new HashSet<>();
        for (int value = 1; value <= 100_000; value++) {
            masked.add(Masking.mask(integer, Integer.toString(value)));
        }
        assertEquals(100_000, masked.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "1.5",
                "1e3",
                "abc",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999",
                " 1"
            })
    void whatIsNoWholeNumberStopsTheRunUnseen(String value) {
        var failure = assertThrows(NightmaskException.class, () -> Masking.mask(bigint, value));
        assertEquals(Failure.RULE_FIELD, failure.failure());
        assertTrue(value.length() < 3 || !failure.toString().contains(value));
    }

    private static String range(long value) {
        boolean fits = value == (int) value;
        return (value > 0 ? "positive" : "negative") + (fits ? " integer" : " bigint");
    }
}
