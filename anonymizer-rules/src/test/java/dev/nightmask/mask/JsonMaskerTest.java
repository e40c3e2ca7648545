package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Generalize;
import dev.nightmask.rules.Rule.Granularity;
import dev.nightmask.rules.Rule.Json;
import dev.nightmask.rules.Rule.Json.Otherwise;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.Rule.Pseudonymize.Kind;
import dev.nightmask.rules.Rule.Replace;
import dev.nightmask.rules.Rule.Suppress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMaskerTest {
    private static final Rule KEEP = new Keep("no person in it");
    private static final Rule TEXT = Masking.pseudonymize(Kind.TEXT);

    @Test
    void keptBytesStayAsTheyAre() {
        String document = " { \"a\" : [ 1.50 , 1e400, -0.0, \"\\u00e4\\/ä\", { } , [ ] ] , \"a\":\tnull }\n";
        assertEquals(document, suppress(document, "$.a", KEEP));
        assertEquals(document, refuse(document, "$.a", KEEP));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":2,\"c\":3} | $.a | {\"a\":1}",
                "{\"a\":1,\"b\":2,\"c\":3} | $.b | {\"b\":2}",
                "{\"a\":1,\"b\":2,\"c\":3} | $.c | {\"c\":3}",
                "{\"b\":2} | $.a | {}",
                "[1,2] | $.a | [null,null]",
                "7 | $.a | null",
                "{\"a\":{\"b\":1,\"x\":2}} | $.a.b | {\"a\":{\"b\":1}}",
                "{\"a\":{\"x\":2}} | $.a.b | {\"a\":{}}",
                "{\"a\":5} | $.a.b | {}",
                "{\"a\":null,\"c\":null} | $.a | {\"a\":null}",
                "{\"a\":[{\"b\":1,\"x\":2},3,{}]} | $.a[*].b | {\"a\":[{\"b\":1},null,{}]}",
                "{\"a\":{\"b\":1}} | $.a[*] | {\"a\":{}}",
                "{\"odd key\":1,\"it's\":2} | $['odd key'] | {\"odd key\":1}",
                "{\"odd key\":1,\"it's\":2} | $['it\\'s'] | {\"it's\":2}",
                "{\"x\":{\"n\":1,\"y\":[{\"n\":2,\"z\":3}]},\"n\":4,\"q\":{\"z\":{}}} | $..n | {\"x\":{\"n\":1,\"y\":[{\"n\":2}]},\"n\":4}",
                "{\"\\u0061\":1,\"b\":2} | $.a | {\"\\u0061\":1}",
                "[[1,2],[3]] | $[*][*] | [[1,2],[3]]"
            })
    void onlyWhatAPathKeepsStays(String document, String path, String masked) {
        assertEquals(masked, suppress(document, path, KEEP));
    }

    /// The key may itself be somebody's address or number.
    @ParameterizedTest
    @ValueSource(strings = {"anna@mail.example", "+49 170 1234567", "4711", "Anna Schmidt", "", "x\\u0020y"})
    void keyThatIsNoIdentifierDoesNotSurviveOnTheWayToADescendant(String key) {
        String document = "{\"ok\":{\"n\":1},\"" + key + "\":{\"n\":1}}";
        assertEquals("{\"ok\":{\"n\":1}}", suppress(document, "$..n", KEEP));
        assertRefused(document, "$..n", KEEP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":\"x\"}",
                "{\"a\":1,\"b\":{}}",
                "{\"a\":1,\"b\":null}",
                "{\"a\":{\"b\":1},\"c\":true}"
            })
    void unknownKeyIsRefusedUnseen(String document) {
        assertRefused(document, "$.a", KEEP);
    }

    @Test
    void undecidedScalarIsRefusedAndNullIsNot() {
        assertRefused("{\"a\":[1]}", "$.a[*].b", KEEP);
        assertRefused("{\"a\":\"x\"}", "$.a.b", KEEP);
        assertEquals("{\"a\":[null,{},[]]}", refuse("{\"a\":[null,{},[]]}", "$.a[*].b", KEEP));
        assertEquals("null", refuse("null", "$.a", KEEP));
    }

    @Test
    void moreSpecificPathWinsWhateverTheOrder() {
        String document = "{\"a\":{\"b\":\"x\"},\"c\":{\"b\":\"y\"}}";
        Json.At exact = Masking.at("$.a.b", new Replace("exact"));
        Json.At anywhere = Masking.at("$..b", new Replace("anywhere"));
        String expected = "{\"a\":{\"b\":\"exact\"},\"c\":{\"b\":\"anywhere\"}}";
        assertEquals(expected, mask(document, Otherwise.REFUSE, exact, anywhere));
        assertEquals(expected, mask(document, Otherwise.REFUSE, anywhere, exact));
    }

    @Test
    void pathInsideAKeptSubtreeIsStillMasked() {
        String document = "{\"a\":{\"b\":\"x\",\"c\":[1,{\"b\":2}],\"d e\":3}}";
        assertEquals(
                "{\"a\":{\"b\":null,\"c\":[1,{\"b\":2}],\"d e\":3}}",
                mask(document, Otherwise.REFUSE, Masking.at("$.a", KEEP), Masking.at("$.a.b", new Suppress())));
    }

    @Test
    void suppressAndReplaceTakeWholeSubtrees() {
        String document = "{\"a\":{\"b\":[1,2]},\"c\":[{}],\"d\":null,\"e\":\"\"}";
        assertEquals(
                "{\"a\":null,\"c\":\"say \\\"no\\\"\\u000a\",\"d\":null,\"e\":\"x\"}",
                mask(
                        document,
                        Otherwise.REFUSE,
                        Masking.at("$.a", new Suppress()),
                        Masking.at("$.c", new Replace("say \"no\"\n")),
                        Masking.at("$.d", new Replace("x")),
                        Masking.at("$.e", new Replace("x"))));
    }

    @Test
    void techniqueForScalarsDecidesNothingInsideAnObject() {
        assertEquals("{\"a\":{}}", suppress("{\"a\":{\"b\":\"x\"}}", "$.a", TEXT));
        assertRefused("{\"a\":{\"b\":\"x\"}}", "$.a", TEXT);
    }

    @Test
    void stringsAreUnescapedMaskedAndEscaped() {
        assertEquals("{\"a\":\"\\\"\\\\\\u0009/\"}", suppress("{\"a\":\"\\\"\\\\\\t\\/\"}", "$.a", TEXT));
        assertEquals("{\"a\":\"\"}", suppress("{\"a\":\"\"}", "$.a", TEXT));
        assertEquals(
                suppress("{\"a\":\"Ä😀\"}", "$.a", TEXT), suppress("{\"a\":\"\\u00c4\\uD83D\\ude00\"}", "$.a", TEXT));
    }

    @Test
    void numbersStayNumbersWhereTheyCan() {
        Rule bucket = new Generalize(new Granularity.Bucket(1000));
        assertEquals("{\"a\":9007199254740000}", suppress("{\"a\":9007199254740993}", "$.a", bucket));
        assertEquals("{\"a\":null}", suppress("{\"a\":null}", "$.a", bucket));
        assertTrue(
                suppress("{\"a\":12}", "$.a", Masking.pseudonymize(Kind.EMAIL)).matches("\\{\"a\":\"[^\"]*@.*\"}"));
        assertTrue(suppress("{\"a\":true}", "$.a", TEXT).matches("\\{\"a\":\"[a-z]{4}\"}"));
        assertEquals(
                "{\"a\":\"2024-01-01T00:00:00Z\"}",
                suppress("{\"a\":\"2024-07-15T10:20:30Z\"}", "$.a", new Generalize(new Granularity.Year())));
    }

    @Test
    void columnAndPathOfOneDomainJoin() {
        var shared = new Pseudonymize(Kind.EMAIL, Optional.of("email"));
        Masker column = new Maskers(Masking.KEY).create(shared, Masking.TEXT, "email");
        assertEquals(
                "{\"a\":\"" + Masking.mask(column, "anna@mail.example") + "\"}",
                suppress("{\"a\":\"anna@mail.example\"}", "$.a", shared));
    }

    @Test
    void pathsWithoutADomainAreUnrelated() {
        String masked = mask(
                "{\"a\":\"anna\",\"b\":\"anna\"}", Otherwise.REFUSE, Masking.at("$.a", TEXT), Masking.at("$.b", TEXT));
        assertFalse(masked.substring(5, 11).equals(masked.substring(16, 22)), masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}x",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{a:1}",
                "01",
                "1.",
                "-",
                "+1",
                ".5",
                "1e",
                "tru",
                "nul",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\t\"",
                "[1 2]",
                "{\"a\":}",
                "]",
                "NaN",
                "'a'",
                "{\"a\":1 \"b\":2}",
                "[}"
            })
    void whatIsNoJsonStopsTheRunUnseen(String text) {
        for (Otherwise otherwise : Otherwise.values()) {
            Masker masker = masker(otherwise, Masking.at("$..a", KEEP), Masking.at("$[*]", KEEP));
            var failure = assertThrows(NightmaskException.class, () -> Masking.mask(masker, text));
            assertEquals(Failure.RULE_FIELD, failure.failure());
            assertTrue(text.length() < 5 || !failure.toString().contains(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\ud800x", "\\ud800\\u0041", "\\udc00", "\\ud800\\n"})
    void textThatPostgresCannotHoldStopsTheRun(String escape) {
        Masker masker = masker(Otherwise.SUPPRESS, Masking.at("$.a", TEXT));
        var failure = assertThrows(NightmaskException.class, () -> Masking.mask(masker, "{\"a\":\"" + escape + "\"}"));
        assertEquals(Failure.RULE_FIELD, failure.failure());
    }

    @ParameterizedTest
    @EnumSource(Otherwise.class)
    void nestingHasALimit(Otherwise otherwise) {
        Masker everywhere = masker(otherwise, Masking.at("$..a", KEEP));
        Masker kept = masker(otherwise, Masking.at("$[*]", KEEP));
        String deepest = "[".repeat(JsonPaths.DEPTH) + "]".repeat(JsonPaths.DEPTH);
        assertEquals(deepest, Masking.mask(kept, deepest));
        for (Masker masker : List.of(everywhere, kept)) {
            var failure = assertThrows(NightmaskException.class, () -> Masking.mask(masker, "[" + deepest + "]"));
            assertEquals(Failure.RULE_FIELD, failure.failure());
            assertThrows(NightmaskException.class, () -> Masking.mask(masker, "[".repeat(1_000_000)));
        }
    }

    @Test
    void moreThanSixtyFourStepsAreFollowed() {
        List<Json.At> paths = new ArrayList<>();
        StringBuilder document = new StringBuilder("{");
        for (int i = 0; i < 100; i++) {
            paths.add(Masking.at("$.k" + i + ".b.c", KEEP));
            document.append(i == 0 ? "" : ",")
                    .append("\"k")
                    .append(i)
                    .append("\":{\"b\":{\"c\":")
                    .append(i)
                    .append("}}");
        }
        String whole = document.append("}").toString();
        assertEquals(whole, Masking.mask(masker(Otherwise.REFUSE, paths.toArray(Json.At[]::new)), whole));
    }

    @Test
    void maskerIsReusableAfterAFailure() {
        Masker masker = masker(Otherwise.REFUSE, Masking.at("$.a", KEEP));
        assertThrows(NightmaskException.class, () -> Masking.mask(masker, "{\"a\":{\"b\":"));
        assertEquals("{\"a\":1}", Masking.mask(masker, "{\"a\":1}"));
    }

    private static void assertRefused(String document, String path, Rule rule) {
        Masker masker = masker(Otherwise.REFUSE, Masking.at(path, rule));
        var failure = assertThrows(NightmaskException.class, () -> Masking.mask(masker, document));
        assertEquals(Failure.RULE_FIELD, failure.failure());
        assertFalse(failure.toString().contains("anna"));
    }

    private static String suppress(String document, String path, Rule rule) {
        return mask(document, Otherwise.SUPPRESS, Masking.at(path, rule));
    }

    private static String refuse(String document, String path, Rule rule) {
        return mask(document, Otherwise.REFUSE, Masking.at(path, rule));
    }

    private static String mask(String document, Otherwise otherwise, Json.At... paths) {
        return Masking.mask(masker(otherwise, paths), document.getBytes(StandardCharsets.UTF_8));
    }

    private static Masker masker(Otherwise otherwise, Json.At... paths) {
        return Masking.masker(new Json(List.of(paths), otherwise), Masking.type(Family.JSON));
    }
}
