package dev.nightmask.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The words of the rule language for techniques, with the option that may stand beside each.
enum Technique {
    KEEP("{keep: surrogate key}", ""),
    SUPPRESS("suppress", ""),
    REPLACE("{replace: none given}", ""),
    PSEUDONYMIZE("{pseudonymize: text}", "domain"),
    SYNTHESIZE("{synthesize: name.fullName}", "locale"),
    GENERALIZE("{generalize: year}", "size"),
    JSON("{json: {$.name: suppress}}", "otherwise");

    private final String example;
    private final String option;

    Technique(String example, String option) {
        this.example = example;
        this.option = option;
    }

    static Optional<Technique> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Technique::word).toList();
    }

    /// Whether the word is an option of any technique.
    static boolean isOption(String word) {
        return Arrays.stream(values()).anyMatch(it -> it.options().contains(word));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String example() {
        return example;
    }

    List<String> options() {
        return option.isEmpty() ? List.of() : List.of(option);
    }
}
