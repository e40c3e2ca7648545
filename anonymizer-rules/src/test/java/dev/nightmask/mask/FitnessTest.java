package dev.nightmask.mask;

import static dev.nightmask.failure.Failure.RULES_VALUE;
import static dev.nightmask.failure.Failure.RULE_TIE;
import static dev.nightmask.failure.Failure.RULE_TOO_LONG;
import static dev.nightmask.failure.Failure.RULE_TYPE_MISMATCH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Generalize;
import dev.nightmask.rules.Rule.Granularity;
import dev.nightmask.rules.Rule.Json;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Pseudonymize.Kind;
import dev.nightmask.rules.Rule.Replace;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.rules.Rule.Synthesize;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FitnessTest {
    private static final Set<Family> TEXTS = EnumSet.of(Family.TEXT, Family.CITEXT);

    @ParameterizedTest
    @EnumSource(Family.class)
    void keepAndSuppressFitEveryType(Family family) {
        assertTrue(Fitness.check(new Keep("reason"), Masking.type(family)).isEmpty());
        assertTrue(Fitness.check(new Suppress(), Masking.type(family)).isEmpty());
        assertEquals("NULL", Masking.mask(Masking.masker(new Suppress(), Masking.type(family)), "x"));
    }

    @Test
    void eachTechniqueFitsItsOwnTypesOnly() {
        for (Kind kind : EnumSet.complementOf(EnumSet.of(Kind.UUID, Kind.INTEGER))) {
            assertFits(TEXTS, Masking.pseudonymize(kind));
        }
        assertFits(EnumSet.of(Family.UUID, Family.TEXT, Family.CITEXT), Masking.pseudonymize(Kind.UUID));
        assertFits(EnumSet.of(Family.INTEGER, Family.BIGINT), Masking.pseudonymize(Kind.INTEGER));
        assertFits(TEXTS, new Synthesize("name.fullName", "en"));
        assertFits(EnumSet.of(Family.DATE, Family.TIMESTAMP), new Generalize(new Granularity.Year()));
        assertFits(EnumSet.of(Family.DATE, Family.TIMESTAMP), new Generalize(new Granularity.Month()));
        assertFits(EnumSet.of(Family.JSON), json("$.a", new Suppress()));
        assertFits(
                EnumSet.of(Family.SMALLINT, Family.INTEGER, Family.BIGINT, Family.NUMERIC, Family.FLOAT),
                new Generalize(new Granularity.Bucket(10)));
    }

    @ParameterizedTest
    @CsvSource({"EMAIL, 24, 25", "USERNAME, 12, 13", "UUID, 35, 36", "FULL_NAME, 3, 20"})
    void pseudonymNeedsRoom(Kind kind, int tooLittle, int enough) {
        Rule rule = Masking.pseudonymize(kind);
        assertEquals(Optional.of(RULE_TOO_LONG), Fitness.check(rule, new ValueType(Family.TEXT, tooLittle)));
        assertEquals(Optional.empty(), Fitness.check(rule, new ValueType(Family.TEXT, enough)));
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, anything",
        "SMALLINT, -32768",
        "INTEGER, 2147483647",
        "BIGINT, -9223372036854775808",
        "NUMERIC, -1.50",
        "NUMERIC, NaN",
        "FLOAT, 1e300",
        "FLOAT, -Infinity",
        "BOOLEAN, true",
        "DATE, 2024-02-29",
        "DATE, infinity",
        "TIMESTAMP, 2024-02-29",
        "TIMESTAMP, 2024-02-29 12:30",
        "TIMESTAMP, 2024-02-29T12:30:00.5+02",
        "UUID, 6BA7B810-9dad-11d1-80b4-00c04fd430c8",
        "JSON, ' {\"a\": [1, null]} '",
        "BYTEA, \\x00ff",
        "OTHER, {}"
    })
    void constantOfTheTypeFits(Family family, String constant) {
        assertEquals(Optional.empty(), Fitness.check(new Replace(constant), Masking.type(family)));
        assertEquals(constant, Masking.mask(Masking.masker(new Replace(constant), Masking.type(family)), ""));
    }

    @ParameterizedTest
    @CsvSource({
        "SMALLINT, 32768",
        "INTEGER, 2147483648",
        "INTEGER, 1.0",
        "INTEGER, ''",
        "BIGINT, 9223372036854775808",
        "NUMERIC, 1e",
        "NUMERIC, Infinity",
        "FLOAT, 1e999",
        "BOOLEAN, maybe",
        "DATE, 2023-02-29",
        "DATE, 01.02.2024",
        "TIMESTAMP, 2024-02-29 25:00",
        "TIMESTAMP, noon",
        "UUID, 6ba7b810",
        "JSON, {a: 1}",
        "JSON, '[1,]'",
        "JSON, ''",
        "BYTEA, \\x0",
        "BYTEA, abc"
    })
    void constantOfAnotherTypeDoesNot(Family family, String constant) {
        assertEquals(Optional.of(RULE_TYPE_MISMATCH), Fitness.check(new Replace(constant), Masking.type(family)));
    }

    @Test
    void constantCountsItsCharactersNotItsBytes() {
        assertEquals(Optional.empty(), Fitness.check(new Replace("äöü😀"), new ValueType(Family.TEXT, 4)));
        assertEquals(Optional.of(RULE_TOO_LONG), Fitness.check(new Replace("äöü😀"), new ValueType(Family.TEXT, 3)));
    }

    /// A NUL would break the restore; half a surrogate pair has no UTF-8.
    @Test
    void constantThatPostgresCannotStoreFitsNowhere() {
        for (Family family : Family.values()) {
            assertEquals(Optional.of(RULE_TYPE_MISMATCH), Fitness.check(new Replace("a\0b"), Masking.type(family)));
            assertEquals(Optional.of(RULE_TYPE_MISMATCH), Fitness.check(new Replace("\ud800"), Masking.type(family)));
        }
    }

    @Test
    void onlyInjectiveTechniquesKeepValuesDistinct() {
        assertTrue(Fitness.keepsDistinct(new Keep("reason"), Masking.TEXT));
        for (Kind kind : List.of(Kind.EMAIL, Kind.PHONE, Kind.USERNAME, Kind.UUID)) {
            assertTrue(Fitness.keepsDistinct(Masking.pseudonymize(kind), Masking.TEXT), kind.name());
        }
        assertTrue(Fitness.keepsDistinct(Masking.pseudonymize(Kind.INTEGER), Masking.type(Family.BIGINT)));
        for (Kind kind : List.of(Kind.FIRST_NAME, Kind.LAST_NAME, Kind.FULL_NAME, Kind.TEXT)) {
            assertFalse(Fitness.keepsDistinct(Masking.pseudonymize(kind), Masking.TEXT), kind.name());
        }
        assertFalse(Fitness.keepsDistinct(new Suppress(), Masking.TEXT));
        assertFalse(Fitness.keepsDistinct(new Replace("x"), Masking.TEXT));
        assertFalse(Fitness.keepsDistinct(new Synthesize("name.fullName", "en"), Masking.TEXT));
    }

    @Test
    void jsonPathsAndTheirRulesAreChecked() {
        ValueType json = Masking.type(Family.JSON);
        assertEquals(Optional.of(RULES_VALUE), Fitness.check(new Json(List.of(), Json.Otherwise.REFUSE), json));
        assertEquals(Optional.of(RULE_TYPE_MISMATCH), Fitness.check(json("$.a", json("$.b", new Suppress())), json));
        assertEquals(
                Optional.of(Failure.RULE_DICTIONARY),
                Fitness.check(json("$.a", new Synthesize("no.such", "en")), json));
        var twice = new Json(
                List.of(Masking.at("$.a", new Suppress()), Masking.at("$['a']", new Keep("twice"))),
                Json.Otherwise.REFUSE);
        assertEquals(Optional.of(RULE_TIE), Fitness.check(twice, json));
    }

    @Test
    void keepHasNoMasker() {
        assertThrows(IllegalArgumentException.class, () -> Masking.masker(new Keep("reason"), Masking.TEXT));
    }

    private static void assertFits(Set<Family> families, Rule rule) {
        var fitting = EnumSet.noneOf(Family.class);
        Arrays.stream(Family.values())
                .filter(family -> Fitness.check(rule, Masking.type(family)).isEmpty())
                .forEach(fitting::add);
        assertEquals(families, fitting);
    }

    private static Json json(String path, Rule rule) {
        return new Json(List.of(Masking.at(path, rule)), Json.Otherwise.SUPPRESS);
    }
}
