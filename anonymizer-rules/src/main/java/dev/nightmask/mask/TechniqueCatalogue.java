package dev.nightmask.mask;

import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.JsonPath;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Generalize;
import dev.nightmask.rules.Rule.Granularity;
import dev.nightmask.rules.Rule.Json;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.Rule.Pseudonymize.Kind;
import dev.nightmask.rules.Rule.Replace;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.rules.Rule.Synthesize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Every technique with an example, for a person who writes rules. The results are computed when asked for,
/// by the maskers themselves under a key that is published here and therefore good for nothing else.
public final class TechniqueCatalogue {
    static final String EXAMPLE_KEY = "6e696768746d61736b206578616d706c65206b65793a206e6f20736563726574";
    private static final String DOCUMENT =
            "{\"theme\": \"dark\", \"owner\": {\"email\": \"anna@mail.example\"}, \"note\": \"call her\"}";

    private TechniqueCatalogue() {}

    /// One technique.
    ///
    /// @param name as in a rule
    /// @param sentence what it does, and whether values stay distinct
    /// @param rule an example as it stands behind a column's name in a rule file
    /// @param before a value before
    /// @param after the same value masked; `NULL` for NULL
    public record Technique(String name, String sentence, String rule, String before, String after) {}

    /// What an example is made of.
    private record Example(String name, String sentence, String line, Rule rule, ValueType type) {}

    /// All techniques, in the order in which they are worth considering.
    public static List<Technique> all() {
        return List.of(
                keep("5", "{keep: surrogate key}"),
                show(text("suppress", "NULL in every row.", "suppress", new Suppress()), "Anna Schmidt"),
                show(
                        text("replace", "One constant for every value.", "{replace: removed}", new Replace("removed")),
                        "Anna Schmidt"),
                show(
                        pseudonym(Kind.EMAIL, "email", "An address that reaches nobody; distinct."),
                        "anna.schmidt@mail.example"),
                show(
                        pseudonym(Kind.PHONE, "phone", "Other digits in the same places; distinct."),
                        "+49 (170) 123-4567"),
                show(pseudonym(Kind.FIRST_NAME, "first_name", "A first name; many share one."), "Anna"),
                show(pseudonym(Kind.LAST_NAME, "last_name", "A last name; many share one."), "Schmidt"),
                show(pseudonym(Kind.FULL_NAME, "full_name", "First and last name; some share one."), "Anna Schmidt"),
                show(pseudonym(Kind.USERNAME, "username", "A login name; distinct."), "anna1984"),
                show(
                        pseudonym(Kind.TEXT, "text", "Other letters and digits, same length and shape; may collide."),
                        "Order No. 4711-B"),
                show(pseudonym(Kind.UUID, "uuid", "Another UUID; distinct."), "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
                show(integer(), "42"),
                show(
                        text(
                                "synthesize",
                                "A generated value, picked by keyed hash; many share one.",
                                "{synthesize: address.city}",
                                new Synthesize("address.city", "en")),
                        "Berlin"),
                show(date("year", "The first instant of the year.", new Granularity.Year()), "1984-07-15"),
                show(date("month", "The first instant of the month.", new Granularity.Month()), "1984-07-15"),
                show(bucket(), "67250"),
                show(json(), DOCUMENT));
    }

    private static Technique keep(String value, String line) {
        return new Technique("keep", "The value as it is; needs a reason.", line, value, value);
    }

    private static Technique show(Example example, String before) {
        var in = new Field();
        var out = new Field();
        in.append(before.getBytes(StandardCharsets.UTF_8));
        var maskers = new Maskers(PseudonymizationKey.parse(EXAMPLE_KEY));
        maskers.create(example.rule(), example.type(), "example").mask(in, out);
        String after = out.isNull() ? "NULL" : new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
        return new Technique(example.name(), example.sentence(), example.line(), before, after);
    }

    private static Example text(String name, String sentence, String line, Rule rule) {
        return new Example(name, sentence, line, rule, new ValueType(Family.TEXT, 0));
    }

    private static Example pseudonym(Kind kind, String word, String sentence) {
        var rule = new Pseudonymize(kind, Optional.empty());
        return text("pseudonymize: " + word, sentence, "{pseudonymize: " + word + "}", rule);
    }

    private static Example integer() {
        var rule = new Pseudonymize(Kind.INTEGER, Optional.empty());
        String sentence = "Another number of the same range; distinct, and joins integer to bigint.";
        String line = "{pseudonymize: integer, domain: user}";
        return new Example("pseudonymize: integer", sentence, line, rule, new ValueType(Family.INTEGER, 0));
    }

    private static Example date(String word, String sentence, Granularity granularity) {
        String line = "{generalize: " + word + "}";
        return new Example(
                "generalize: " + word, sentence, line, new Generalize(granularity), new ValueType(Family.DATE, 0));
    }

    private static Example bucket() {
        var rule = new Generalize(new Granularity.Bucket(10_000));
        String sentence = "The largest multiple that is not above the number.";
        return new Example(
                "generalize: bucket",
                sentence,
                "{generalize: bucket, size: 10000}",
                rule,
                new ValueType(Family.INTEGER, 0));
    }

    private static Example json() {
        var paths = List.of(
                at("$.theme", new Keep("no person in it")),
                at("$..email", new Pseudonymize(Kind.EMAIL, Optional.of("email"))));
        String line =
                "{json: {$.theme: {keep: no person in it}, $..email: {pseudonymize: email, domain: email}}, otherwise: suppress}";
        String sentence = "A rule for each path; what no path decides goes or stops the run.";
        var rule = new Json(paths, Json.Otherwise.SUPPRESS);
        return new Example("json", sentence, line, rule, new ValueType(Family.JSON, 0));
    }

    private static Json.At at(String path, Rule rule) {
        return new Json.At(JsonPath.parse(path).orElseThrow(), rule);
    }
}
