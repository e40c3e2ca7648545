package dev.nightmask.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.rules.JsonPath.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    @Test
    void stepsAreReadInTheirOrder() {
        assertEquals(
                Optional.of(new JsonPath(List.of(
                        new Step.Member("a"),
                        new Step.Element(),
                        new Step.Descendant("b-c"),
                        new Step.Member("it's"),
                        new Step.Descendant("x y")))),
                JsonPath.parse("$.a[*]..b-c['it\\'s']..['x y']"));
        assertEquals(Optional.of(new JsonPath(List.of())), JsonPath.parse("$"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a.b",
                "$a",
                "$.",
                "$..",
                "$.a.",
                "$[a]",
                "$[0]",
                "$['a]",
                "$['']",
                "$.a b",
                "$.*",
                "$...a",
                "$.['a']",
                "$['a\\b']",
                "$ .a",
                "$.a\n"
            })
    void whatIsNoPathIsRefused(String text) {
        assertEquals(Optional.empty(), JsonPath.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "$.a", "$..a", "$.a[*].b", "$['it\\'s']", "$..['a.b']", "$['\\\\']", "$.ä['x y']"})
    void pathIsWrittenAsItWasRead(String text) {
        assertEquals(text, JsonPath.parse(text).orElseThrow().toString());
    }

    @Test
    void spellingsOfOnePathAreEqual() {
        assertEquals(JsonPath.parse("$.a..b"), JsonPath.parse("$['a']..['b']"));
        assertEquals("$.a..b", JsonPath.parse("$['a']..['b']").orElseThrow().toString());
    }
}
