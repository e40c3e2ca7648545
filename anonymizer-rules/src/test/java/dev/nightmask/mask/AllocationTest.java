package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
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
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {
    private static final int CALLS = 20_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Arguments> rules() {
        var email = Masking.pseudonymize(Kind.EMAIL);
        var json = new Json(
                List.of(Masking.at("$..email", email), Masking.at("$.kept", new Keep("structure"))),
                Json.Otherwise.SUPPRESS);
        String document =
                "{\"kept\": [1, {\"x\": 2}], \"gone\": \"y\", \"user\": {\"email\": \"a\\u00e4@b.c\", \"deep\": [{\"email\": 1}]}}";
        return Stream.of(
                Arguments.of(new Suppress(), Family.TEXT, "x"),
                Arguments.of(new Replace("constant"), Family.TEXT, "x"),
                Arguments.of(email, Family.TEXT, "anna@mail.example"),
                Arguments.of(email, Family.CITEXT, "Änna@mail.example"),
                Arguments.of(email, Family.TEXT, "anna".repeat(100) + "@mail.example"),
                Arguments.of(Masking.pseudonymize(Kind.USERNAME), Family.TEXT, "anna"),
                Arguments.of(Masking.pseudonymize(Kind.FIRST_NAME), Family.TEXT, "Anna"),
                Arguments.of(Masking.pseudonymize(Kind.LAST_NAME), Family.TEXT, "Schmidt"),
                Arguments.of(Masking.pseudonymize(Kind.FULL_NAME), Family.TEXT, "Anna"),
                Arguments.of(Masking.pseudonymize(Kind.TEXT), Family.TEXT, "Ännä 12"),
                Arguments.of(Masking.pseudonymize(Kind.PHONE), Family.TEXT, "+49 170 1234567"),
                Arguments.of(Masking.pseudonymize(Kind.INTEGER), Family.BIGINT, "9007199254740993"),
                Arguments.of(Masking.pseudonymize(Kind.UUID), Family.UUID, "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
                Arguments.of(new Synthesize("address.city", "en"), Family.TEXT, "Berlin"),
                Arguments.of(new Generalize(new Granularity.Year()), Family.TIMESTAMP, "2024-07-15 12:00:00.5+02"),
                Arguments.of(new Generalize(new Granularity.Month()), Family.DATE, "2024-07-15"),
                Arguments.of(new Generalize(new Granularity.Bucket(10)), Family.INTEGER, "-12345"),
                Arguments.of(new Generalize(new Granularity.Bucket(10)), Family.NUMERIC, "-123456789012345678901.5"),
                Arguments.of(json, Family.JSON, document));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void callAllocatesNothing(Rule rule, Family family, String text) {
        Masker masker = Masking.masker(rule, Masking.type(family));
        var in = new Field();
        var out = new Field();
        in.append(text.getBytes(StandardCharsets.UTF_8));
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            least = Math.min(least, allocated(masker, in, out));
        }
        // The measurement itself may allocate a little, once.
        assertTrue(least <= 4096, "bytes per call: " + (double) least / CALLS);
    }

    @Test
    void measurementSeesAnAllocation() {
        Masker careless = (in, out) -> out.append(new byte[in.length()]);
        var in = new Field();
        in.append(new byte[100]);
        var out = new Field();
        assertTrue(allocated(careless, in, out) >= 100L * CALLS);
        assertEquals(100, out.length());
    }

    private static long allocated(Masker masker, Field in, Field out) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            out.clear();
            masker.mask(in, out);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
