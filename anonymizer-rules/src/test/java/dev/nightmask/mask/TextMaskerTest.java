package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule.Pseudonymize.Kind;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextMaskerTest {
    private final Masker masker = Masking.masker(Kind.TEXT, Family.TEXT);

    @ParameterizedTest
    @CsvSource({"anna.schmidt@mail.de, jeij.pistlbj@nskm.aa", "Héllo Wörld 12, Vlctr Dimjk 96"})
    void knownAnswersStayKnown(String original, String pseudonym) {
        assertEquals(pseudonym, Masking.mask(masker, original));
    }

    @Test
    void lengthAndClassesOfRandomTextsStay() {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            String text = random.ints(1 + random.nextInt(200), 0x20, 0x3000)
                    .filter(Character::isDefined)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            String masked = text.isEmpty() ? "" : Masking.mask(masker, text);
            assertEquals(shape(text), shape(masked));
        }
    }

    /// Letters without case, marks and emoji would tell of the original: they become letters from a to z.
    @Test
    void nothingButSpaceAndPunctuationSurvives() {
        String masked = Masking.mask(masker, "山田 e\u0301 😀 ½ ٣");
        assertEquals("aa aa a 0 0", masked.replaceAll("[a-z]", "a").replaceAll("[0-9]", "0"));
    }

    @Test
    void longTextIsNoRepetitionOfOneHash() {
        String masked = Masking.mask(masker, "a".repeat(1000));
        assertNotEquals(masked.substring(0, 100), masked.substring(100, 200));
        assertEquals(-1, masked.indexOf(masked.substring(0, 24), 1));
    }

    @Test
    void textsThatCitextTakesForEqualStayEqualForCitext() {
        Masker citext = Masking.masker(Kind.TEXT, Family.CITEXT);
        String one = Masking.mask(citext, "Émile Zola");
        String other = Masking.mask(citext, "émile ZOLA");
        assertNotEquals(one, other);
        assertEquals(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
        assertNotEquals(
                Masking.mask(masker, "Émile Zola").toLowerCase(Locale.ROOT),
                Masking.mask(masker, "émile ZOLA").toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xc0, 0xc1, 0xe2, 0xf5, 0xff})
    void bytesThatAreNoUtf8StopTheRun(int first) {
        byte[] malformed = {'a', (byte) first, 'b', 'c', 'd'};
        var failure = assertThrows(NightmaskException.class, () -> Masking.mask(masker, malformed));
        assertEquals(Failure.TEXT_ENCODING, failure.failure());
    }

    private static String shape(String text) {
        return text.codePoints()
                .map(TextMaskerTest::shape)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /// Written by Java's own predicates, other than the masker's table of categories.
    private static int shape(int c) {
        if (Character.isLetter(c) && (Character.isUpperCase(c) || Character.isTitleCase(c))) {
            return 'A';
        }
        int type = Character.getType(c);
        if (Character.isDigit(c) || type == Character.OTHER_NUMBER || type == Character.LETTER_NUMBER) {
            return '0';
        }
        boolean plain = c < 0x80 && !Character.isLetter(c);
        boolean stays =
                plain || Character.isSpaceChar(c) || Character.toString(c).matches("\\p{P}");
        return stays ? c : 'a';
    }
}
