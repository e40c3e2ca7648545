package dev.nightmask.rules;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place.FilePosition;
import dev.nightmask.rules.RuleSet.ColumnRule;
import dev.nightmask.rules.RuleSet.ReferenceRule;
import dev.nightmask.rules.RuleSet.TableRules;
import dev.nightmask.rules.RuleSet.Unclassified;
import dev.nightmask.rules.YamlNode.Entry;
import dev.nightmask.rules.YamlNode.Mapping;
import dev.nightmask.rules.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns the documents of a rule set, one after the other, into one [RuleSet].
final class RuleSetReader {
    private static final List<String> ROOT_KEYS = List.of("version", "unclassified", "tables");

    private final Findings findings;
    private final Options options;
    private final RuleReader rules;
    private final ReferenceReader references;
    private final List<TableRules> tables = new ArrayList<>();
    private final Map<String, FilePosition> tableKeys = new HashMap<>();
    private @Nullable Stated unclassified;

    private record Stated(Unclassified value, FilePosition position) {}

    RuleSetReader(Findings findings) {
        this.findings = findings;
        this.options = new Options(findings);
        this.rules = new RuleReader(findings);
        this.references = new ReferenceReader(findings);
    }

    RuleSet ruleSet(String digest) {
        return new RuleSet(unclassified == null ? Unclassified.REFUSE : unclassified.value, tables, digest);
    }

    void add(YamlNode root) {
        if (!(root instanceof Mapping document)) {
            findings.add(Failure.RULES_VALUE, root.position(), "", "");
            return;
        }
        if (document.entries().stream().noneMatch(it -> it.key().text().equals("version"))) {
            findings.add(Failure.RULES_VALUE, document.position(), "version", "begin the file with `version: 1`");
        }
        for (Entry entry : document.entries()) {
            switch (entry.key().text()) {
                case "version" -> version(entry);
                case "unclassified" -> unclassified(entry);
                case "tables" -> keys(entry, "takes table keys").forEach(this::table);
                default -> unknown(entry.key(), Nearest.hint(entry.key().text(), ROOT_KEYS));
            }
        }
    }

    private void version(Entry entry) {
        boolean known =
                entry.value() instanceof Scalar scalar && scalar.integer().orElse(0) == 1;
        if (!known) {
            findings.add(Failure.RULES_VALUE, entry.value().position(), "version", "takes 1");
        }
    }

    private void unclassified(Entry entry) {
        Optional<Unclassified> value = options.oneOf(entry, Unclassified.values());
        if (value.isEmpty()) {
            return;
        }
        if (unclassified != null && unclassified.value != value.get()) {
            findings.add(
                    Failure.RULES_DUPLICATE_KEY,
                    entry.value().position(),
                    "unclassified",
                    "otherwise in " + unclassified.position.describe());
        }
        unclassified = new Stated(value.get(), entry.value().position());
    }

    private void table(Entry entry) {
        Scalar key = entry.key();
        if (key.text().startsWith("$") || key.text().isEmpty()) {
            unknown(key, "a table key is schema.table");
            return;
        }
        FilePosition before = tableKeys.putIfAbsent(key.text(), key.position());
        if (before != null) {
            findings.add(Failure.RULES_DUPLICATE_KEY, key.position(), key.text(), "first in " + before.describe());
        }
        boolean none = entry.value() instanceof Scalar scalar && scalar.text().equals("none");
        List<Entry> keys = none ? List.of() : keys(entry, "takes `none` or column keys");
        tables.add(new TableRules(new Glob(key.text()), key.position(), !none, columns(keys), references(keys)));
    }

    private List<ColumnRule> columns(List<Entry> entries) {
        List<ColumnRule> columns = new ArrayList<>();
        for (Entry entry : entries) {
            Scalar key = entry.key();
            if (key.text().isEmpty()) {
                unknown(key, "a column key is a name");
            } else if (!key.text().startsWith("$")) {
                rules.read(entry)
                        .ifPresent(rule -> columns.add(new ColumnRule(new Glob(key.text()), key.position(), rule)));
            }
        }
        return columns;
    }

    private List<ReferenceRule> references(List<Entry> entries) {
        List<ReferenceRule> declared = new ArrayList<>();
        for (Entry entry : entries) {
            Scalar key = entry.key();
            if (key.text().equals(ReferenceReader.KEY)) {
                declared.addAll(references.read(entry));
            } else if (key.text().startsWith("$")) {
                unknown(key, "the one option of a table is " + ReferenceReader.KEY);
            }
        }
        return declared;
    }

    private List<Entry> keys(Entry entry, String hint) {
        if (entry.value() instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            return mapping.entries();
        }
        findings.add(Failure.RULES_VALUE, entry.value().position(), entry.key().text(), hint);
        return List.of();
    }

    private void unknown(Scalar key, String hint) {
        findings.add(Failure.RULES_UNKNOWN_KEY, key.position(), key.text(), hint);
    }
}
