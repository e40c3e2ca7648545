package dev.nightmask.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which values of a JSON document are meant: a small part of JSONPath (RFC 9535).
///
/// `$` is the document, `.name` and `['any name']` a member, `..name` and `..['any name']` a member at any
/// depth, `[*]` the elements of an array (of an array only, other than in the RFC). In a quoted name `\'` stands
/// for a quote and `\\` for a backslash. Two spellings of one path are equal.
public record JsonPath(List<Step> steps) {
    private static final String PLAIN = "[^\\s.\\[\\]'\"*\\\\]+";
    private static final Pattern STEP = Pattern.compile("(?<every>\\[\\*])|(?<dots>\\.\\.?)(?<name>" + PLAIN
            + ")|(?<deep>\\.\\.)?\\['(?<quoted>(?:[^'\\\\]|\\\\['\\\\])+)']");

    public JsonPath {
        steps = List.copyOf(steps);
    }

    /// One step from a value to values inside it.
    public sealed interface Step {
        /// The member of that name.
        record Member(String name) implements Step {
            @Override
            public String toString() {
                return name.matches(PLAIN) ? "." + name : quote(name);
            }
        }

        /// The members of that name here and at any depth below.
        record Descendant(String name) implements Step {
            @Override
            public String toString() {
                return ".." + (name.matches(PLAIN) ? name : quote(name));
            }
        }

        /// Every element of an array.
        record Element() implements Step {
            @Override
            public String toString() {
                return "[*]";
            }
        }

        private static String quote(String name) {
            return "['" + name.replaceAll("['\\\\]", "\\\\$0") + "']";
        }
    }

    /// The path that a text stands for; empty when it is none.
    public static Optional<JsonPath> parse(String text) {
        if (!text.startsWith("$")) {
            return Optional.empty();
        }
        var steps = new ArrayList<Step>();
        Matcher matcher = STEP.matcher(text);
        int at = 1;
        while (at < text.length() && matcher.region(at, text.length()).lookingAt()) {
            steps.add(step(matcher));
            at = matcher.end();
        }
        return at < text.length() ? Optional.empty() : Optional.of(new JsonPath(steps));
    }

    private static Step step(Matcher matcher) {
        if (matcher.group("every") != null) {
            return new Step.Element();
        }
        String quoted = matcher.group("quoted");
        if (quoted != null) {
            String name = quoted.replaceAll("\\\\(.)", "$1");
            return matcher.group("deep") != null ? new Step.Descendant(name) : new Step.Member(name);
        }
        String name = matcher.group("name");
        return matcher.group("dots").length() == 2 ? new Step.Descendant(name) : new Step.Member(name);
    }

    /// How many names the path gives: of two paths to one value, the one with more is the more specific.
    public int names() {
        return (int)
                steps.stream().filter(step -> !(step instanceof Step.Element)).count();
    }

    /// How many steps may skip levels: among equally many names, fewer are more specific.
    public int descents() {
        return (int) steps.stream().filter(Step.Descendant.class::isInstance).count();
    }

    /// The path as it stands in a rule file, each in one way only.
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining("", "$", ""));
    }
}
