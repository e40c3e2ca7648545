package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule.Generalize;
import dev.nightmask.rules.Rule.Granularity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneralizeTest {
    private final Masker year = Masking.masker(new Generalize(new Granularity.Year()), Masking.type(Family.TIMESTAMP));
    private final Masker month =
            Masking.masker(new Generalize(new Granularity.Month()), Masking.type(Family.TIMESTAMP));

    @ParameterizedTest
    @CsvSource({
        "1984-07-15, 1984-01-01, 1984-07-01",
        "2024-02-29 23:59:59.999999, 2024-01-01 00:00:00, 2024-02-01 00:00:00",
        "2024-07-15 12:00:00+02, 2024-01-01 00:00:00+02, 2024-07-01 00:00:00+02",
        "1890-03-04 05:06:07-00:19:32, 1890-01-01 00:00:00-00:19:32, 1890-03-01 00:00:00-00:19:32",
        "0044-03-15 BC, 0044-01-01 BC, 0044-03-01 BC",
        "0044-03-15 12:00:00+00 BC, 0044-01-01 00:00:00+00 BC, 0044-03-01 00:00:00+00 BC",
        "294276-12-31 23:59:59, 294276-01-01 00:00:00, 294276-12-01 00:00:00",
        "5874897-12-31, 5874897-01-01, 5874897-12-01",
        "4714-11-24 BC, 4714-11-24 BC, 4714-11-24 BC",
        "4714-12-25 BC, 4714-11-24 BC, 4714-12-01 BC",
        "2024-07-15T10:20:30.123Z, 2024-01-01T00:00:00Z, 2024-07-01T00:00:00Z",
        "infinity, infinity, infinity",
        "-infinity, -infinity, -infinity"
    })
    void dateMovesToTheFirstOfItsYearOrMonth(String original, String toYear, String toMonth) {
        assertEquals(toYear, Masking.mask(year, original));
        assertEquals(toMonth, Masking.mask(month, original));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "84-07-15", "1984-7-15", "15.07.1984", "1984-13-01", "1984-07-32", "1984-07-15 AD", "1984-07-15x",
                "1984-07-15 ", "1984-07-15 1:00", "Born 1984", "-", "infinit", "--infinity", "1984-07-15 12:00:00+x"
            })
    void whatIsNoDateStopsTheRunUnseen(String text) {
        var failure = assertThrows(NightmaskException.class, () -> Masking.mask(year, text));
        assertEquals(Failure.RULE_FIELD, failure.failure());
        assertTrue(text.length() < 4 || !failure.toString().contains(text));
    }

    @ParameterizedTest
    @CsvSource({
        "SMALLINT, 100, 1234, 1200",
        "SMALLINT, 1000, -32768, -32768",
        "INTEGER, 10, -1, -10",
        "INTEGER, 10, -10, -10",
        "INTEGER, 7, 0, 0",
        "BIGINT, 1000, 9223372036854775807, 9223372036854775000",
        "BIGINT, 1000, -9223372036854775808, -9223372036854775808",
        "BIGINT, 1, 9007199254740993, 9007199254740993",
        "NUMERIC, 100, 1234.56, 1200",
        "NUMERIC, 100, -0.01, -100",
        "NUMERIC, 100, -100.00, -100",
        "NUMERIC, 100, 99.99, 0",
        "NUMERIC, 100, -0.00, 0",
        "NUMERIC, 1000, 123456789012345678901234567890.5, 123456789012345678901234567000",
        "NUMERIC, 1000, -999999999999999999999999999999.5, -1000000000000000000000000000000",
        "NUMERIC, 10, NaN, NaN",
        "FLOAT, 10, -Infinity, -Infinity",
        "FLOAT, 10, Infinity, Infinity",
        "FLOAT, 1000, 1.5e+20, 150000000000000000000",
        "FLOAT, 10, 1e-07, 0",
        "FLOAT, 10, -1e-07, -10",
        "FLOAT, 10, 12.5, 10"
    })
    void numberIsLoweredToAMultiple(Family family, long size, String original, String bucket) {
        assertEquals(bucket, Masking.mask(bucket(family, size), original));
    }

    @Test
    void randomDecimalsAgreeWithBigDecimal() {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            long size = 1 + Math.floorMod(random.nextLong(), i % 2 == 0 ? 1_000L : DecimalBucket.LARGEST);
            var value = new BigDecimal(new BigInteger(1 + random.nextInt(200), random), random.nextInt(40));
            BigDecimal signed = random.nextBoolean() ? value : value.negate();
            BigDecimal multiple = signed.divide(BigDecimal.valueOf(size), 0, RoundingMode.FLOOR)
                    .multiply(BigDecimal.valueOf(size));
            Masker bucket = bucket(Family.NUMERIC, size);
            assertEquals(multiple.toBigInteger().toString(), Masking.mask(bucket, signed.toPlainString()));
            assertEquals(multiple.toBigInteger().toString(), Masking.mask(bucket, signed.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", ".5", "1,5", "1e", "1e+", "1e5x", "1e9999999999", "0x10", "nan", "1 "})
    void whatIsNoNumberStopsTheRun(String text) {
        Masker bucket = bucket(Family.NUMERIC, 10);
        var failure = assertThrows(NightmaskException.class, () -> Masking.mask(bucket, text));
        assertEquals(Failure.RULE_FIELD, failure.failure());
    }

    private static Masker bucket(Family family, long size) {
        return Masking.masker(new Generalize(new Granularity.Bucket(size)), Masking.type(family));
    }
}
