package dev.nightmask.rules;

import dev.nightmask.failure.Failure;
import dev.nightmask.rules.Rule.Generalize;
import dev.nightmask.rules.Rule.Granularity;
import dev.nightmask.rules.Rule.Json;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.Rule.Replace;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.rules.Rule.Synthesize;
import dev.nightmask.rules.YamlNode.Entry;
import dev.nightmask.rules.YamlNode.Mapping;
import dev.nightmask.rules.YamlNode.Scalar;
import dev.nightmask.rules.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the value of a column key, or of a path within `json`: one technique with its options.
///
/// A value that is wrong becomes a finding and no rule.
final class RuleReader {
    private final Findings findings;
    private final Options options;

    RuleReader(Findings findings) {
        this.findings = findings;
        this.options = new Options(findings);
    }

    Optional<Rule> read(Entry entry) {
        return read(entry, false);
    }

    private Optional<Rule> read(Entry entry, boolean withinJson) {
        return switch (entry.value()) {
            case Scalar scalar -> bare(entry, scalar);
            case Mapping mapping -> technique(entry, mapping).flatMap(it -> rule(it, mapping, withinJson));
            case Sequence sequence -> {
                findings.add(
                        Failure.RULES_VALUE, sequence.position(), entry.key().text(), "takes one technique");
                yield Optional.empty();
            }
        };
    }

    /// `suppress` is the one technique that needs neither value nor option.
    private Optional<Rule> bare(Entry entry, Scalar scalar) {
        if (scalar.text().equals("suppress")) {
            return Optional.of(new Suppress());
        }
        Optional<Technique> technique = Technique.named(scalar.text());
        if (technique.isPresent() || scalar.isNull()) {
            String example = technique.map(Technique::example).orElse("suppress");
            findings.add(Failure.RULES_VALUE, scalar.position(), entry.key().text(), "for example " + example);
        } else {
            unknownTechnique(scalar);
        }
        return Optional.empty();
    }

    private Optional<Entry> technique(Entry column, Mapping mapping) {
        List<Entry> techniques = mapping.entries().stream()
                .filter(it -> Technique.named(it.key().text()).isPresent())
                .toList();
        if (techniques.size() == 1) {
            return Optional.of(techniques.getFirst());
        }
        techniques.stream()
                .skip(1)
                .map(Entry::key)
                .forEach(key ->
                        findings.add(Failure.RULES_VALUE, key.position(), key.text(), "a column takes one technique"));
        if (techniques.isEmpty()) {
            mapping.entries().stream()
                    .map(Entry::key)
                    .filter(key -> !Technique.isOption(key.text()))
                    .findFirst()
                    .ifPresentOrElse(this::unknownTechnique, () -> missingTechnique(column, mapping));
        }
        return Optional.empty();
    }

    private void unknownTechnique(Scalar name) {
        findings.add(
                Failure.UNKNOWN_TECHNIQUE, name.position(), name.text(), Nearest.hint(name.text(), Technique.names()));
    }

    private void missingTechnique(Entry column, Mapping mapping) {
        findings.add(Failure.RULES_VALUE, mapping.position(), column.key().text(), "names no technique");
    }

    private Optional<Rule> rule(Entry entry, Mapping mapping, boolean withinJson) {
        Technique technique = Technique.named(entry.key().text()).orElseThrow();
        Map<String, Entry> beside = options.of(technique, mapping);
        return switch (technique) {
            case KEEP -> options.reason(entry).map(Keep::new);
            case SUPPRESS -> options.nothing(entry).map(nothing -> new Suppress());
            case REPLACE -> options.text(entry).map(Replace::new);
            case PSEUDONYMIZE -> pseudonymize(entry, beside);
            case SYNTHESIZE -> synthesize(entry, beside);
            case GENERALIZE -> generalize(entry, beside);
            case JSON -> withinJson ? nested(entry) : json(entry, beside);
        };
    }

    private Optional<Rule> pseudonymize(Entry entry, Map<String, Entry> beside) {
        Optional<Pseudonymize.Kind> kind = options.oneOf(entry, Pseudonymize.Kind.values());
        Optional<String> domain = Optional.ofNullable(beside.get("domain")).flatMap(options::name);
        return kind.map(it -> new Pseudonymize(it, domain));
    }

    private Optional<Rule> synthesize(Entry entry, Map<String, Entry> beside) {
        String locale = Optional.ofNullable(beside.get("locale"))
                .flatMap(options::locale)
                .orElse("en");
        return options.name(entry).map(directive -> new Synthesize(directive, locale));
    }

    private Optional<Rule> generalize(Entry entry, Map<String, Entry> beside) {
        Optional<GranularityName> name = options.oneOf(entry, GranularityName.values());
        Optional<Entry> size = Optional.ofNullable(beside.get("size"));
        if (name.isPresent() && (name.get() == GranularityName.BUCKET) != size.isPresent()) {
            findings.add(
                    Failure.RULES_VALUE,
                    entry.key().position(),
                    "generalize",
                    "bucket takes a size, nothing else does");
        }
        return name.flatMap(it -> switch (it) {
                    case YEAR -> Optional.of(new Granularity.Year());
                    case MONTH -> Optional.of(new Granularity.Month());
                    case BUCKET -> size.flatMap(options::positive).map(Granularity.Bucket::new);
                })
                .map(Generalize::new);
    }

    private enum GranularityName {
        YEAR,
        MONTH,
        BUCKET
    }

    private Optional<Rule> nested(Entry entry) {
        findings.add(Failure.RULES_VALUE, entry.key().position(), "json", "not within json: write a longer path");
        return Optional.empty();
    }

    private Optional<Rule> json(Entry entry, Map<String, Entry> beside) {
        Json.Otherwise otherwise = Optional.ofNullable(beside.get("otherwise"))
                .flatMap(it -> options.oneOf(it, Json.Otherwise.values()))
                .orElse(Json.Otherwise.REFUSE);
        if (!(entry.value() instanceof Mapping paths) || paths.entries().isEmpty()) {
            findings.add(Failure.RULES_VALUE, entry.value().position(), "json", "takes paths, each with its rule");
            return Optional.empty();
        }
        List<Json.At> rules = new ArrayList<>();
        Map<JsonPath, Scalar> seen = new HashMap<>();
        for (Entry path : paths.entries()) {
            Optional<JsonPath> parsed = path(path.key(), seen);
            Optional<Rule> rule = read(path, true);
            parsed.flatMap(it -> rule.map(its -> new Json.At(it, its))).ifPresent(rules::add);
        }
        return Optional.of(new Json(rules, otherwise));
    }

    private Optional<JsonPath> path(Scalar text, Map<JsonPath, Scalar> seen) {
        Optional<JsonPath> path = JsonPath.parse(text.text());
        if (path.isEmpty()) {
            findings.add(Failure.RULES_VALUE, text.position(), text.text(), "a path is like $.a.b, $.a[*].b or $..b");
            return path;
        }
        Scalar before = seen.putIfAbsent(path.get(), text);
        if (before != null) {
            findings.add(
                    Failure.RULES_DUPLICATE_KEY, text.position(), text.text(), "the same path as " + before.text());
        }
        return path;
    }
}
