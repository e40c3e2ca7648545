package dev.nightmask.rules;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place.FilePosition;
import dev.nightmask.rules.YamlNode.Entry;
import dev.nightmask.rules.YamlNode.Mapping;
import dev.nightmask.rules.YamlNode.Scalar;
import dev.nightmask.rules.YamlNode.Sequence;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the single values of the rule language: each is right, or a finding and empty.
final class Options {
    private final Findings findings;

    Options(Findings findings) {
        this.findings = findings;
    }

    /// What stands beside the technique, by its key.
    Map<String, Entry> of(Technique technique, Mapping mapping) {
        Map<String, Entry> beside = new HashMap<>();
        for (Entry entry : mapping.entries()) {
            Scalar key = entry.key();
            if (technique.options().contains(key.text())) {
                beside.put(key.text(), entry);
            } else if (!key.text().equals(technique.word())) {
                String nearest = Nearest.hint(key.text(), technique.options());
                String hint = nearest.isEmpty() ? "not an option of " + technique.word() : nearest;
                findings.add(Failure.RULES_UNKNOWN_KEY, key.position(), key.text(), hint);
            }
        }
        return beside;
    }

    /// Text that is not taken for a number, a boolean or null.
    Optional<String> reason(Entry entry) {
        return scalar(entry)
                .filter(it -> it.isString() && !it.text().isBlank())
                .or(() -> wrong(entry, "takes the reason in words"))
                .map(Scalar::text);
    }

    /// Any text, a number as it is written; only null must be quoted.
    Optional<String> text(Entry entry) {
        return scalar(entry)
                .filter(it -> !it.isNull())
                .or(() -> wrong(entry, "takes a text; quote it if it is meant so"))
                .map(Scalar::text);
    }

    /// Text that is not blank.
    Optional<String> name(Entry entry) {
        return scalar(entry)
                .filter(it -> !it.isNull() && !it.text().isBlank())
                .or(() -> wrong(entry, "takes a name"))
                .map(Scalar::text);
    }

    Optional<Scalar> nothing(Entry entry) {
        return scalar(entry).filter(Scalar::isNull).or(() -> wrong(entry, "takes no value"));
    }

    Optional<Long> positive(Entry entry) {
        return scalar(entry)
                .filter(it -> it.integer().orElse(0) > 0)
                .or(() -> wrong(entry, "takes a whole number above 0"))
                .map(it -> it.integer().orElseThrow());
    }

    Optional<String> locale(Entry entry) {
        return scalar(entry)
                .filter(it -> isLocale(it.text()))
                .or(() -> wrong(entry, "takes a language tag such as en or de-AT"))
                .map(Scalar::text);
    }

    /// One of the constants, in lower case.
    <E extends Enum<E>> Optional<E> oneOf(Entry entry, E[] constants) {
        Optional<E> found = constant(entry, constants);
        if (found.isEmpty()) {
            List<String> words = Arrays.stream(constants).map(Options::word).toList();
            String nearest = entry.value() instanceof Scalar scalar ? Nearest.hint(scalar.text(), words) : "";
            wrong(entry, nearest.isEmpty() ? "takes " + words.stream().collect(Collectors.joining(", ")) : nearest);
        }
        return found;
    }

    private static <E extends Enum<E>> Optional<E> constant(Entry entry, E[] constants) {
        return Arrays.stream(constants)
                .filter(it ->
                        entry.value() instanceof Scalar scalar && scalar.text().equals(word(it)))
                .findFirst();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isLocale(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException notATag) {
            return false;
        }
    }

    private static Optional<Scalar> scalar(Entry entry) {
        return switch (entry.value()) {
            case Scalar scalar -> Optional.of(scalar);
            case Mapping mapping -> Optional.empty();
            case Sequence sequence -> Optional.empty();
        };
    }

    private Optional<Scalar> wrong(Entry entry, String hint) {
        FilePosition position = entry.value().position();
        findings.add(Failure.RULES_VALUE, position, entry.key().text(), hint);
        return Optional.empty();
    }
}
