package dev.nightmask.mask;

import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.JsonPath;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Json;
import dev.nightmask.rules.Rule.Pseudonymize;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How the tests mask: text in, text out.
final class Masking {
    static final PseudonymizationKey KEY =
            PseudonymizationKey.parse("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    static final PseudonymizationKey OTHER_KEY =
            PseudonymizationKey.parse("ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    static final ValueType TEXT = type(Family.TEXT);

    private Masking() {}

    static ValueType type(Family family) {
        return new ValueType(family, 0);
    }

    static Rule pseudonymize(Pseudonymize.Kind kind) {
        return new Pseudonymize(kind, Optional.empty());
    }

    static Json.At at(String path, Rule rule) {
        return new Json.At(JsonPath.parse(path).orElseThrow(), rule);
    }

    static Masker masker(Rule rule, ValueType type) {
        return new Maskers(KEY).create(rule, type, "domain");
    }

    static Masker masker(Pseudonymize.Kind kind, Family family) {
        return masker(pseudonymize(kind), type(family));
    }

    /// The masked text, `NULL` for NULL.
    static String mask(Masker masker, String text) {
        return mask(masker, text.getBytes(StandardCharsets.UTF_8));
    }

    static String mask(Masker masker, byte[] bytes) {
        var in = new Field();
        var out = new Field();
        in.append(bytes);
        masker.mask(in, out);
        return out.isNull() ? "NULL" : new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }
}
