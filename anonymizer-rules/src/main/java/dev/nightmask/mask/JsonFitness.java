package dev.nightmask.mask;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Generalize;
import dev.nightmask.rules.Rule.Granularity;
import dev.nightmask.rules.Rule.Json;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.Rule.Replace;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.rules.Rule.Synthesize;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Whether the rules for the paths of a JSON document can be carried out.
final class JsonFitness {
    private JsonFitness() {}

    /// `RULES_VALUE` where there is no path, `RULE_TIE` for one that stands twice, or what [Fitness#check] has
    /// against the rule of a path.
    static Optional<Failure> check(Json json) {
        if (json.paths().isEmpty()) {
            return Optional.of(Failure.RULES_VALUE);
        }
        if (json.paths().stream().map(Json.At::path).distinct().count()
                < json.paths().size()) {
            return Optional.of(Failure.RULE_TIE);
        }
        return json.paths().stream()
                .map(Json.At::rule)
                .flatMap(rule -> typeFor(rule).isEmpty()
                        ? Optional.of(Failure.RULE_TYPE_MISMATCH).stream()
                        : Fitness.check(rule, typeFor(rule).get()).stream())
                .findFirst();
    }

    /// The type of a JSON string or number as the rule of a path sees it; empty for rules that are for columns
    /// only.
    static Optional<ValueType> typeFor(Rule rule) {
        return switch (rule) {
            case Keep ignored -> type(Family.TEXT);
            case Suppress ignored -> type(Family.TEXT);
            case Replace ignored -> type(Family.TEXT);
            case Synthesize ignored -> type(Family.TEXT);
            case Pseudonymize pseudonymize ->
                type(pseudonymize.kind() == Pseudonymize.Kind.INTEGER ? Family.BIGINT : Family.TEXT);
            case Generalize generalize ->
                type(generalize.granularity() instanceof Granularity.Bucket ? Family.NUMERIC : Family.TIMESTAMP);
            case Json ignored -> Optional.empty();
        };
    }

    /// Whether a text is a JSON document.
    static boolean isJson(String text) {
        var field = new Field();
        field.append(text.getBytes(StandardCharsets.UTF_8));
        var cursor = new JsonCursor();
        cursor.start(field);
        try {
            cursor.space();
            cursor.value(0);
            cursor.space();
            cursor.end();
            return true;
        } catch (NightmaskException ignored) {
            return false;
        }
    }

    private static Optional<ValueType> type(Family family) {
        return Optional.of(new ValueType(family, 0));
    }
}
