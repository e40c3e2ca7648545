package dev.nightmask.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which values of a JSON document are meant: a small part of JSONPath (RFC 9535).
///
/// `$` is the document, `.name` and `['any name']` a member, `..name` and `..['any name']` a member at any
/// depth, `[*]` the elements of an array (of an array only, other than in the RFC).
record JsonPath(List<Step> steps) {
    private static final Pattern STEP = Pattern.compile(
            "(?<element>\\[\\*])|(?<deep>\\.\\.)?(?:(?<dot>\\.)?(?<name>[^\\s.\\[\\]'\"*\\\\]+)|\\['(?<quoted>(?:[^'\\\\]|\\\\['\\\\])+)'])");

    JsonPath {
        steps = List.copyOf(steps);
    }

    /// One step from a value to values inside it.
    sealed interface Step {
        /// The member of that name.
        record Member(String name) implements Step {}

        /// The members of that name here and at any depth below.
        record Descendant(String name) implements Step {}

        /// Every element of an array.
        record Element() implements Step {}
    }

    /// The path that a text stands for; empty when it is none.
    static Optional<JsonPath> parse(String text) {
        if (!text.startsWith("$")) {
            return Optional.empty();
        }
        var steps = new ArrayList<Step>();
        Matcher matcher = STEP.matcher(text);
        int at = 1;
        while (at < text.length()) {
            matcher.region(at, text.length());
            if (!matcher.lookingAt()) {
                return Optional.empty();
            }
            Optional<Step> step = step(matcher);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
            at = matcher.end();
        }
        return Optional.of(new JsonPath(steps));
    }

    private static Optional<Step> step(Matcher matcher) {
        if (matcher.group("element") != null) {
            return Optional.of(new Step.Element());
        }
        boolean deep = matcher.group("deep") != null;
        String quoted = matcher.group("quoted");
        if (quoted != null) {
            String name = quoted.replaceAll("\\\\(.)", "$1");
            return Optional.of(deep ? new Step.Descendant(name) : new Step.Member(name));
        }
        String name = matcher.group("name");
        boolean dot = matcher.group("dot") != null;
        if (name == null || deep == dot) {
            return Optional.empty();
        }
        return Optional.of(deep ? new Step.Descendant(name) : new Step.Member(name));
    }

    /// How many names the path gives: of two paths to one value, the one with more is the more specific.
    int names() {
        return (int)
                steps.stream().filter(step -> !(step instanceof Step.Element)).count();
    }

    /// How many steps may skip levels: among equally many names, fewer are more specific.
    int descents() {
        return (int) steps.stream().filter(Step.Descendant.class::isInstance).count();
    }
}
