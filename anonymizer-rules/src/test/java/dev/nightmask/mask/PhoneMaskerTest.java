package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule.Pseudonymize.Kind;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneMaskerTest {
    private final Masker masker = Masking.masker(Kind.PHONE, Family.TEXT);

    @ParameterizedTest
    @CsvSource({"+49 (170) 123-4567, +49 (147) 039-0196", "030 123456, 951 402497", "911, 119"})
    void knownAnswersStayKnown(String original, String pseudonym) {
        assertEquals(pseudonym, Masking.mask(masker, original));
    }

    @Test
    void sameDigitsGetSameDigitsHoweverTheyAreWritten() {
        String spaced = Masking.mask(masker, "+49 170 1234567");
        String dashed = Masking.mask(masker, "+49-(170)-123.45.67");
        assertEquals(digits(spaced), digits(dashed));
        assertEquals("+49-(ddd)-ddd.dd.dd", "+49" + dashed.substring(3).replaceAll("[0-9]", "d"));
    }

    @Test
    void hundredThousandNumbersStayApart() {
        Set<String> masked = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            masked.add(Masking.mask(masker, "+1 555 " + (1_000_000 + i)));
        }
        assertEquals(100_000, masked.size());
    }

    @Test
    void lettersBesideTheNumberDoNotSurvive() {
        String masked = Masking.mask(masker, "030 123456 (Frau Meier)");
        assertFalse(masked.contains("Frau") || masked.contains("Meier"));
        assertTrue(masked.matches("[0-9]{3} [0-9]{6} \\([A-Z][a-z]{3} [A-Z][a-z]{4}\\)"), masked);
    }

    @Test
    void invisibleCharactersOfAnAddressBookStay() {
        String masked = Masking.mask(masker, "\u202a+49\u00a0170\u20111234567\u202c");
        assertTrue(masked.matches("\u202a\\+[0-9]{2}\u00a0[0-9]{3}\u2011[0-9]{7}\u202c"), masked);
    }

    @Test
    void signAndCountryAloneHideNothingAndAreMaskedWhole() {
        Set<String> countries = new HashSet<>();
        for (int i = 10; i < 100; i++) {
            countries.add(Masking.mask(masker, "+" + i + "123").substring(0, 3));
        }
        assertTrue(countries.size() > 30);
    }

    @Test
    void lettersBeyondAsciiStopTheRun() {
        var failure = assertThrows(NightmaskException.class, () -> Masking.mask(masker, "030 123 Müller"));
        assertEquals(Failure.RULE_FIELD, failure.failure());
        assertFalse(failure.toString().contains("ller"));
    }

    @Test
    void numberLongerThanTheScratchSpaceIsMaskedWhole() {
        String longest = "12".repeat(500);
        String masked = Masking.mask(masker, longest);
        assertEquals(1000, masked.length());
        assertFalse(masked.contains("121212"));
    }

    private static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }
}
