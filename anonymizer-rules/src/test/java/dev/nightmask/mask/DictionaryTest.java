package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule.Synthesize;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DictionaryTest {

    /// Pinned, so that another machine, another JDK or another javafaker cannot change masked data unnoticed.
    @Test
    void dictionaryIsTheSameOnEveryMachine() {
        Masker names = Masking.masker(new Synthesize("name.fullName", "en"), Masking.TEXT);
        assertEquals("Otilia Metz", Masking.mask(names, "Anna Schmidt"));
    }

    @Test
    void preparedDictionariesAreWhatJavafakerGives() {
        for (String directive : PreparedDictionaries.DIRECTIVES) {
            byte[] prepared = PreparedDictionaries.read(directive, "en").orElseThrow();
            assertTrue(prepared.length > 0, directive);
            assertArrayEquals(DictionaryDraw.of(directive, "en"), prepared, directive);
        }
    }

    @Test
    void rowsPickFromManyEntries() {
        Masker names = Masking.masker(new Synthesize("name.fullName", "en"), Masking.TEXT);
        Set<String> picked = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            picked.add(Masking.mask(names, "person " + i));
        }
        assertTrue(picked.size() > 3_500, "picked " + picked.size());
    }

    @Test
    void localeDecides() {
        Masker german = Masking.masker(new Synthesize("address.city", "de"), Masking.TEXT);
        Masker english = Masking.masker(new Synthesize("address.city", "en"), Masking.TEXT);
        assertNotEquals(Masking.mask(german, "Berlin"), Masking.mask(english, "Berlin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name.fullName",
                "address.fullAddress",
                "lorem.paragraph",
                "internet.emailAddress",
                "company.name"
            })
    void entriesHoldNoControlCharactersAndAreNotBlank(String directive) {
        Dictionary dictionary = Dictionary.of(directive, "en");
        for (long i = 0; i < 4096; i++) {
            byte[] entry = dictionary.pick(i << 52, 0);
            assertTrue(entry.length > 0);
            for (byte b : entry) {
                assertTrue(b < 0 || b >= 0x20);
            }
        }
    }

    @Test
    void entriesTooLongForTheColumnAreLeftOut() {
        Masker names = Masking.masker(new Synthesize("name.fullName", "en"), new ValueType(Family.TEXT, 12));
        for (int i = 0; i < 5_000; i++) {
            String name = Masking.mask(names, "person " + i);
            assertTrue(!name.isEmpty() && name.codePointCount(0, name.length()) <= 12, name);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing.atAll",
                "",
                "name.fullName}",
                "..",
                "name.fullName '",
                "name",
                "number.numberBetween #{x}"
            })
    void directiveThatIsNoneGivesNoDictionary(String directive) {
        var rule = new Synthesize(directive, "en");
        assertEquals(Failure.RULE_DICTIONARY, Fitness.check(rule, Masking.TEXT).orElseThrow());
        var failure = assertThrows(NightmaskException.class, () -> Masking.masker(rule, Masking.TEXT));
        assertEquals(Failure.RULE_DICTIONARY, failure.failure());
    }

    /// Two nights must agree, whatever the clock and the system's own randomness say.
    @ParameterizedTest
    @ValueSource(strings = {"internet.uuid", "internet.userAgentAny", "date.birthday", "Date.birthday"})
    void directiveThatChangesFromRunToRunGivesNoDictionary(String directive) {
        assertEquals(
                Failure.RULE_DICTIONARY,
                Fitness.check(new Synthesize(directive, "en"), Masking.TEXT).orElseThrow());
    }

    @Test
    void nothingShortEnoughGivesNoDictionary() {
        assertFalse(Fitness.check(new Synthesize("name.fullName", "en"), new ValueType(Family.TEXT, 4))
                .isEmpty());
    }

    @Test
    void localeThatJavafakerDoesNotHaveGivesNoDictionary() {
        assertEquals(
                Failure.RULE_DICTIONARY,
                Fitness.check(new Synthesize("name.fullName", "xx-QQ"), Masking.TEXT)
                        .orElseThrow());
    }
}
