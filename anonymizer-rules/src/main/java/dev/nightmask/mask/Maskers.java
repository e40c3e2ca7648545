package dev.nightmask.mask;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.rules.JsonPath;
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
import java.util.List;
import java.util.Locale;

/// Makes the [Masker] for a rule. One instance serves a whole run and all its workers.
public final class Maskers {
    private final PseudonymizationKey key;

    public Maskers(PseudonymizationKey key) {
        this.key = key;
    }

    /// A masker for one column, owned by the worker that asked: it is not thread-safe. Equal arguments give
    /// maskers that agree on every value.
    ///
    /// @param rule anything but `keep`: a kept field is copied without being decoded, so it has no masker
    /// @param domain the pseudonym domain: the rule's own, else the qualified name of the column that decides
    /// @throws NightmaskException what [Fitness#check] finds
    /// @throws IllegalArgumentException for `keep`
    public Masker create(Rule rule, ValueType type, String domain) {
        Fitness.check(rule, type).ifPresent(failure -> {
            throw new NightmaskException(failure, new Place.Nowhere());
        });
        return switch (rule) {
            case Keep ignored -> throw new IllegalArgumentException("keep has no masker");
            case Suppress ignored -> (in, out) -> out.setNull();
            case Replace replace -> constant(replace.text().getBytes(StandardCharsets.UTF_8));
            case Pseudonymize pseudonymize -> pseudonymize(pseudonymize.kind(), type, domain);
            case Synthesize synthesize -> synthesize(synthesize, type, domain);
            case Generalize generalize -> unlessEmpty(generalize(generalize.granularity(), type.family()));
            case Json json -> unlessEmpty(json(json, domain));
        };
    }

    private Masker pseudonymize(Pseudonymize.Kind kind, ValueType type, String domain) {
        String purpose = "pseudonymize." + kind.name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case EMAIL -> hashed(purpose, type, domain, new EmailSpelling(type.maxLength()));
            case USERNAME -> hashed(purpose, type, domain, new Handle('_', type.maxLength()));
            case FIRST_NAME, LAST_NAME, FULL_NAME ->
                hashed(purpose, type, domain, new NameSpelling(kind, type.maxLength()));
            case TEXT ->
                unlessEmpty(new TextMasker(
                        hashes(purpose, type, domain), new KeyedBlocks(key, purpose + ".stream", domain)));
            case UUID -> unlessEmpty(new UuidMasker(hashes(purpose, type, domain)));
            case PHONE -> unlessEmpty(new PhoneMasker(new KeyedBlocks(key, purpose, domain)));
            case INTEGER -> unlessEmpty(new IntegerMasker(new KeyedBlocks(key, purpose, domain)));
        };
    }

    private Masker synthesize(Synthesize rule, ValueType type, String domain) {
        Dictionary dictionary = Dictionary.of(rule.directive(), rule.locale());
        return hashed(
                "synthesize", type, domain, (hash, out) -> out.append(dictionary.pick(hash.word(0), type.maxLength())));
    }

    private static Masker generalize(Granularity granularity, ValueType.Family family) {
        return switch (granularity) {
            case Granularity.Year ignored -> new DateMasker(true);
            case Granularity.Month ignored -> new DateMasker(false);
            case Granularity.Bucket bucket ->
                switch (family) {
                    case SMALLINT -> new IntegerBucket(bucket.size(), Short.MIN_VALUE);
                    case INTEGER -> new IntegerBucket(bucket.size(), Integer.MIN_VALUE);
                    case BIGINT -> new IntegerBucket(bucket.size(), Long.MIN_VALUE);
                    case NUMERIC, FLOAT, TEXT, CITEXT, BOOLEAN, DATE, TIMESTAMP, UUID, JSON, BYTEA, OTHER ->
                        new DecimalBucket(bucket.size());
                };
        };
    }

    private Masker json(Json rule, String domain) {
        List<JsonPath> paths = rule.paths().stream().map(Json.At::path).toList();
        List<JsonAction> actions =
                rule.paths().stream().map(at -> action(at, domain)).toList();
        return new JsonMasker(new JsonPaths(paths), actions, rule.otherwise());
    }

    private JsonAction action(Json.At at, String domain) {
        return switch (at.rule()) {
            case Keep ignored -> new JsonAction.Keep();
            case Suppress ignored -> JsonAction.Whole.nothing();
            case Replace replace -> JsonAction.Whole.string(replace.text());
            case Pseudonymize pseudonymize ->
                scalars(at.rule(), pseudonymize.domain().orElse(domain + " " + at.path()));
            case Synthesize ignored -> scalars(at.rule(), domain + " " + at.path());
            case Generalize ignored -> scalars(at.rule(), domain + " " + at.path());
            case Json ignored -> throw new IllegalArgumentException("json inside json");
        };
    }

    private JsonAction scalars(Rule rule, String domain) {
        return new JsonAction.Scalars(create(rule, JsonFitness.typeFor(rule).orElseThrow(), domain));
    }

    private Masker hashed(String purpose, ValueType type, String domain, Spelling spelling) {
        return new HashMasker(hashes(purpose, type, domain), spelling);
    }

    private KeyedHash hashes(String purpose, ValueType type, String domain) {
        return new KeyedHash(key, purpose, domain, type.family());
    }

    private static Masker constant(byte[] utf8) {
        return (in, out) -> out.append(utf8);
    }

    private static Masker unlessEmpty(Masker masker) {
        return (in, out) -> {
            if (!in.isEmpty()) {
                masker.mask(in, out);
            }
        };
    }
}
