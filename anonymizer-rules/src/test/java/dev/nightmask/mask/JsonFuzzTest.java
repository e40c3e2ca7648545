package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.JsonPath;
import dev.nightmask.rules.JsonPath.Step;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Json;
import dev.nightmask.rules.Rule.Json.Otherwise;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Replace;
import dev.nightmask.rules.Rule.Suppress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Random documents and rules against an oracle that works on trees and trails, without automaton or bytes.
class JsonFuzzTest {
    private static final List<String> NAMES = List.of("a", "b", "c d", "@");
    private static final List<Rule> RULES = List.of(new Keep("reason"), new Suppress(), new Replace("new"));

    private sealed interface Node {
        record Scalar(String json) implements Node {}

        record Array(List<Node> elements) implements Node {}

        record Members(List<String> names, List<Node> values) implements Node {}
    }

    /// A step of a trail: the name of a member, or empty for an element.
    private record Trail(List<Optional<String>> steps) {
        Trail to(Optional<String> step) {
            var longer = new ArrayList<>(steps);
            longer.add(step);
            return new Trail(longer);
        }
    }

    private static final class Refused extends RuntimeException {}

    @Test
    void maskerAgreesWithTheOracle() {
        var random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 30_000; i++) {
            Node document = document(random, 0);
            Json rule = rule(random);
            String text = write(document);
            String expected = expected(rule, document);
            refused += expected.equals("refused") ? 1 : 0;
            assertEquals(expected, masked(rule, text), () -> rule + " on " + text);
        }
        assertTrue(refused > 1_000 && refused < 20_000, "refused " + refused);
    }

    @Test
    void damagedDocumentsAreRefusedOrMaskedButNeverCrash() {
        var random = new Random(12);
        for (int i = 0; i < 30_000; i++) {
            char[] text = write(document(random, 0)).toCharArray();
            text[random.nextInt(text.length)] = "{}[]\",:\\0n\u0001".charAt(random.nextInt(11));
            masked(rule(random), new String(text));
        }
    }

    private static String masked(Json rule, String text) {
        try {
            return Masking.mask(Masking.masker(rule, Masking.type(Family.JSON)), text);
        } catch (NightmaskException refused) {
            return "refused";
        }
    }

    private static String expected(Json rule, Node document) {
        try {
            return value(rule, document, new Trail(List.of()), false).orElse("null");
        } catch (Refused refused) {
            return "refused";
        }
    }

    private static Optional<String> value(Json rule, Node node, Trail trail, boolean keptAround) {
        Optional<Rule> decision = decision(rule, trail);
        if (decision.isPresent() && !(decision.get() instanceof Keep)) {
            boolean isNull = node.equals(new Node.Scalar("null"));
            return Optional.of(decision.get() instanceof Replace && !isNull ? "\"new\"" : "null");
        }
        boolean kept = keptAround || decision.isPresent();
        boolean refuses = rule.otherwise() == Otherwise.REFUSE;
        return switch (node) {
            case Node.Scalar scalar -> {
                if (kept || (refuses && scalar.json().equals("null"))) {
                    yield Optional.of(scalar.json());
                }
                if (refuses) {
                    throw new Refused();
                }
                yield Optional.empty();
            }
            case Node.Array array -> {
                List<Optional<String>> inside = array.elements().stream()
                        .map(element -> value(rule, element, trail.to(Optional.empty()), kept))
                        .toList();
                boolean stays = kept
                        || refuses
                        || isOnTheWayByName(rule, trail)
                        || inside.stream().anyMatch(Optional::isPresent);
                String json = inside.stream().map(it -> it.orElse("null")).collect(Collectors.joining(",", "[", "]"));
                yield stays ? Optional.of(json) : Optional.empty();
            }
            case Node.Members members -> {
                List<String> inside = members(rule, members, trail, kept);
                boolean stays = kept || refuses || isOnTheWayByName(rule, trail) || !inside.isEmpty();
                yield stays ? Optional.of("{" + String.join(",", inside) + "}") : Optional.empty();
            }
        };
    }

    private static List<String> members(Json rule, Node.Members members, Trail trail, boolean kept) {
        List<String> inside = new ArrayList<>();
        for (int i = 0; i < members.names().size(); i++) {
            String name = members.names().get(i);
            Trail next = trail.to(Optional.of(name));
            boolean known = kept
                    || decision(rule, next).isPresent()
                    || isOnTheWayByName(rule, next)
                    || (isOnTheWay(rule, next) && name.matches("[a-z]+"));
            if (!known && rule.otherwise() == Otherwise.REFUSE) {
                throw new Refused();
            }
            if (known) {
                value(rule, members.values().get(i), next, kept)
                        .ifPresent(json -> inside.add("\"" + name + "\":" + json));
            }
        }
        return inside;
    }

    private static Optional<Rule> decision(Json rule, Trail trail) {
        Optional<Rule> best = Optional.empty();
        int bestScore = -1;
        for (Json.At at : rule.paths()) {
            JsonPath path = at.path();
            int score = 100 * path.names() + 50 - path.descents();
            if (matches(path.steps(), trail.steps()) && score > bestScore) {
                best = Optional.of(at.rule());
                bestScore = score;
            }
        }
        return best;
    }

    private static boolean matches(List<Step> steps, List<Optional<String>> trail) {
        if (steps.isEmpty() || trail.isEmpty()) {
            return steps.isEmpty() && trail.isEmpty();
        }
        List<Step> rest = steps.subList(1, steps.size());
        List<Optional<String>> on = trail.subList(1, trail.size());
        return switch (steps.getFirst()) {
            case Step.Member member -> trail.getFirst().equals(Optional.of(member.name())) && matches(rest, on);
            case Step.Element ignored -> trail.getFirst().isEmpty() && matches(rest, on);
            case Step.Descendant descendant ->
                (trail.getFirst().equals(Optional.of(descendant.name())) && matches(rest, on)) || matches(steps, on);
        };
    }

    /// Whether the trail could become one that a path matches, by however many steps.
    private static boolean isOnTheWay(Json rule, Trail trail) {
        return prefixes(rule, trail, false);
    }

    /// Whether the beginning of some path matches the trail, its last step by name or as an element; the root
    /// counts as named.
    private static boolean isOnTheWayByName(Json rule, Trail trail) {
        return trail.steps().isEmpty() || prefixes(rule, trail, true);
    }

    private static boolean prefixes(Json rule, Trail trail, boolean byName) {
        return rule.paths().stream().map(at -> at.path().steps()).anyMatch(steps -> {
            for (int count = 0; count <= steps.size(); count++) {
                if (matches(steps.subList(0, count), trail.steps()) && (byName || count < steps.size())) {
                    return true;
                }
                boolean deep = !byName && count < steps.size() && steps.get(count) instanceof Step.Descendant;
                if (deep && beginsWithin(steps.subList(0, count), trail.steps())) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean beginsWithin(List<Step> steps, List<Optional<String>> trail) {
        for (int end = 0; end <= trail.size(); end++) {
            if (matches(steps, trail.subList(0, end))) {
                return true;
            }
        }
        return false;
    }

    private static Node document(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 2 : depth > 4 ? 1 : 4);
        int size = random.nextInt(4);
        List<Node> inside = new ArrayList<>();
        if (depth > 0 && (kind == 0 || kind == 3)) {
            return new Node.Scalar(List.of("1", "null", "\"x\"", "true").get(random.nextInt(4)));
        }
        for (int i = 0; i < size; i++) {
            inside.add(document(random, depth + 1));
        }
        List<String> names = inside.stream()
                .map(it -> NAMES.get(random.nextInt(NAMES.size())))
                .toList();
        return kind == 1 ? new Node.Array(inside) : new Node.Members(names, inside);
    }

    private static String write(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.json();
            case Node.Array array ->
                array.elements().stream().map(JsonFuzzTest::write).collect(Collectors.joining(",", "[", "]"));
            case Node.Members members -> {
                List<String> inside = new ArrayList<>();
                for (int i = 0; i < members.names().size(); i++) {
                    inside.add("\"" + members.names().get(i) + "\":"
                            + write(members.values().get(i)));
                }
                yield "{" + String.join(",", inside) + "}";
            }
        };
    }

    private static Json rule(Random random) {
        List<Json.At> paths = new ArrayList<>();
        List<JsonPath> seen = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            StringBuilder path = new StringBuilder("$");
            for (int step = 0; step <= random.nextInt(3); step++) {
                String name = "['" + NAMES.get(random.nextInt(NAMES.size())) + "']";
                path.append(List.of(name, ".." + name, "[*]").get(random.nextInt(3)));
            }
            JsonPath parsed = JsonPath.parse(path.toString()).orElseThrow();
            if (!seen.contains(parsed)) {
                seen.add(parsed);
                paths.add(Masking.at(path.toString(), RULES.get(random.nextInt(RULES.size()))));
            }
        }
        return new Json(paths, random.nextBoolean() ? Otherwise.SUPPRESS : Otherwise.REFUSE);
    }
}
