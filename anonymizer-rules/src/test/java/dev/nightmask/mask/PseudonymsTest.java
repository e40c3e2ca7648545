package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule.Pseudonymize.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {
    private static final String UUID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

    @ParameterizedTest
    @CsvSource({
        "EMAIL, anna.schmidt@mail.de, reef.slate.zfw2m6gubcywt@example.com",
        "USERNAME, anna.schmidt@mail.de, marble_cabin_2oihiapfhukqf",
        "UUID, 6ba7b810-9dad-11d1-80b4-00c04fd430c8, 49137e19-2364-87c0-8f55-a4d204262a7a",
        "FIRST_NAME, anna.schmidt@mail.de, Josphine",
        "LAST_NAME, anna.schmidt@mail.de, VonRueden",
        "FULL_NAME, anna.schmidt@mail.de, Alpha Wyman"
    })
    void knownAnswersStayKnown(Kind kind, String original, String pseudonym) {
        assertEquals(pseudonym, Masking.mask(Masking.masker(kind, Family.TEXT), original));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void sameKeyAgreesAndEveryOtherKeyAndDomainDiffers(Kind kind) {
        List<String> masked = fifty(kind, Masking.KEY, "a");
        assertEquals(masked, fifty(kind, Masking.KEY, "a"));
        assertNotEquals(masked, fifty(kind, Masking.OTHER_KEY, "a"));
        assertNotEquals(masked, fifty(kind, Masking.KEY, "b"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"EMAIL", "USERNAME", "UUID"})
    void hundredThousandValuesStayApart(Kind kind) {
        Masker masker = Masking.masker(kind, Family.TEXT);
        Set<String> masked = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            masked.add(Masking.mask(masker, example(kind, i)));
        }
        assertEquals(100_000, masked.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 40, 39, 38, 25})
    void emailFitsTheColumnAndReachesNobody(int maxLength) {
        Masker masker = Masking.masker(Masking.pseudonymize(Kind.EMAIL), new ValueType(Family.TEXT, maxLength));
        for (int i = 0; i < 2_000; i++) {
            String masked = Masking.mask(masker, "person" + i + "@corp.example");
            assertTrue(maxLength == 0 || masked.length() <= maxLength);
            assertTrue(masked.matches("([a-z]{3,6}\\.[a-z]{3,6}\\.)?[a-z2-7]{13}@example\\.(com|org|net)"), masked);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9, 13, 26, 27})
    void namesFitTheColumn(int maxLength) {
        for (Kind kind : new Kind[] {Kind.FULL_NAME, Kind.FIRST_NAME, Kind.LAST_NAME, Kind.USERNAME}) {
            var type = new ValueType(Family.TEXT, maxLength);
            var rule = Masking.pseudonymize(kind);
            if (Fitness.check(rule, type).isEmpty()) {
                for (int i = 0; i < 500; i++) {
                    String masked = Masking.mask(Masking.masker(rule, type), "person " + i);
                    assertFalse(masked.isEmpty());
                    assertTrue(masked.codePointCount(0, masked.length()) <= maxLength);
                }
            } else {
                assertEquals(Failure.RULE_TOO_LONG, Fitness.check(rule, type).get());
            }
        }
    }

    @Test
    void columnsWithDifferentRoomAgreeOnNamesThatFitBoth() {
        var rule = Masking.pseudonymize(Kind.LAST_NAME);
        Masker wide = Masking.masker(rule, Masking.TEXT);
        Masker narrow = Masking.masker(rule, new ValueType(Family.TEXT, 7));
        for (int i = 0; i < 500; i++) {
            String name = Masking.mask(wide, "person " + i);
            if (name.length() <= 7) {
                assertEquals(name, Masking.mask(narrow, "person " + i));
            }
        }
    }

    @Test
    void uuidIsOfVersionEightAndBlindToCase() {
        Masker text = Masking.masker(Kind.UUID, Family.TEXT);
        Masker uuid = Masking.masker(Kind.UUID, Family.UUID);
        String masked = Masking.mask(uuid, UUID);
        assertEquals(masked, Masking.mask(text, UUID.toUpperCase(Locale.ROOT)));
        assertEquals(8, java.util.UUID.fromString(masked).version());
        assertEquals(2, java.util.UUID.fromString(masked).variant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "6ba7b8109dad11d180b400c04fd430c8",
                "6ba7b810-9dad-11d1-80b4-00c04fd430cg",
                "6ba7b810-9dad-11d1-80b4_00c04fd430c8"
            })
    void textThatIsNoUuidStopsTheRunUnseen(String value) {
        Masker masker = Masking.masker(Kind.UUID, Family.TEXT);
        var failure = assertThrows(NightmaskException.class, () -> Masking.mask(masker, value));
        assertEquals(Failure.RULE_FIELD, failure.failure());
        assertTrue(value.length() < 3 || !failure.toString().contains(value));
    }

    @Test
    void citextIsBlindToCaseAndTextIsNot() {
        Masker citext = Masking.masker(Kind.EMAIL, Family.CITEXT);
        Masker text = Masking.masker(Kind.EMAIL, Family.TEXT);
        assertEquals(Masking.mask(citext, "ÉMILE@mail.fr"), Masking.mask(citext, "émile@MAIL.fr"));
        assertNotEquals(Masking.mask(text, "ÉMILE@mail.fr"), Masking.mask(text, "émile@MAIL.fr"));
        assertEquals(Masking.mask(text, "émile@mail.fr"), Masking.mask(citext, "Émile@mail.fr"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void emptyStaysEmpty(Kind kind) {
        assertEquals("", Masking.mask(Masking.masker(kind, kind == Kind.INTEGER ? Family.BIGINT : Family.TEXT), ""));
    }

    private static List<String> fifty(Kind kind, PseudonymizationKey key, String domain) {
        var type = Masking.type(kind == Kind.INTEGER ? Family.BIGINT : Family.TEXT);
        Masker masker = new Maskers(key).create(Masking.pseudonymize(kind), type, domain);
        return IntStream.range(0, 50)
                .mapToObj(i -> Masking.mask(masker, example(kind, i)))
                .toList();
    }

    private static String example(Kind kind, int i) {
        return switch (kind) {
            case INTEGER -> Integer.toString(1_000_000 + i);
            case PHONE -> "+49 170 " + (1_000_000 + i);
            case UUID -> "6ba7b810-9dad-11d1-80b4-0000%08x".formatted(i);
            case EMAIL, USERNAME, TEXT, FIRST_NAME, LAST_NAME, FULL_NAME -> "person" + i + "@corp.example";
        };
    }
}
