package dev.nightmask.mask;

import com.github.javafaker.Faker;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/// The one class that sees javafaker. To change to its successor datafaker, change it alone: the directives
/// are the same (docs/adr/0010-javafaker-behind-a-seam.md).
final class Javafaker {
    /// `class.method`, and arguments in quotes where the method takes any. Classes that tell the time are no
    /// directives: what they give changes from night to night.
    private static final Pattern DIRECTIVE =
            Pattern.compile("(?!(?i:date)\\.)[A-Za-z]+\\.[A-Za-z_]+( '[^'#{}]*'(,'[^'#{}]*')*)?");

    private final Random random = new Random();
    private final Faker faker;
    private final String expression;

    private Javafaker(Locale locale, String expression) {
        this.faker = new Faker(locale, random);
        this.expression = expression;
    }

    /// Values of one directive; empty when it is no directive or javafaker has no such locale.
    ///
    /// @param directive for example `name.fullName`
    /// @param locale a BCP 47 tag
    static Optional<Javafaker> open(String directive, String locale) {
        Locale wanted = Locale.forLanguageTag(locale);
        if (!DIRECTIVE.matcher(directive).matches() || !has(wanted)) {
            return Optional.empty();
        }
        // With a small letter javafaker looks for a template only, and cannot resolve what that refers to.
        String method = directive.substring(0, 1).toUpperCase(Locale.ROOT) + directive.substring(1);
        return Optional.of(new Javafaker(wanted, "#{" + method + "}"));
    }

    /// Begins anew, with an order of values that the seed decides.
    void restart(long seed) {
        random.setSeed(seed);
    }

    /// The next value; empty when there is no such directive. What javafaker throws then is not documented.
    Optional<String> next() {
        try {
            return Optional.ofNullable(faker.expression(expression));
        } catch (RuntimeException unresolved) {
            return Optional.empty();
        }
    }

    /// Left to itself, javafaker takes English for a locale that it does not have.
    private static boolean has(Locale locale) {
        return Faker.class.getResource("/" + locale.toLanguageTag() + ".yml") != null
                || Faker.class.getResource("/" + locale.getLanguage() + ".yml") != null;
    }
}
