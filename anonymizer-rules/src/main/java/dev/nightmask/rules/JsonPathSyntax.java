package dev.nightmask.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The form of a JSON path: `$`, then any number of `.name`, `..name`, `[*]`, `['any name']`, `..['any name']`.
///
/// In a quoted name `\'` stands for a quote and `\\` for a backslash.
final class JsonPathSyntax {
    private static final Pattern STEP = Pattern.compile(
            "(?<every>\\[\\*])|(?<dots>\\.\\.?)(?<name>[^\\s.\\[\\]'\"*\\\\]+)|(?<deep>\\.\\.)?\\['(?<quoted>(?:[^'\\\\]|\\\\['\\\\])+)']");

    private JsonPathSyntax() {}

    /// The path written in one way only, so that two spellings of one path are equal; empty when it is none.
    static Optional<String> canonical(String path) {
        if (!path.startsWith("$")) {
            return Optional.empty();
        }
        StringBuilder steps = new StringBuilder("$");
        Matcher matcher = STEP.matcher(path);
        int at = 1;
        while (at < path.length() && matcher.region(at, path.length()).lookingAt()) {
            steps.append(step(matcher));
            at = matcher.end();
        }
        return at < path.length() ? Optional.empty() : Optional.of(steps.toString());
    }

    private static String step(Matcher matcher) {
        if (matcher.group("every") != null) {
            return "[*]";
        }
        String quoted = matcher.group("quoted");
        boolean deep = quoted == null ? matcher.group("dots").length() == 2 : matcher.group("deep") != null;
        return (deep ? ".." : "") + "['" + (quoted == null ? matcher.group("name") : quoted) + "']";
    }
}
