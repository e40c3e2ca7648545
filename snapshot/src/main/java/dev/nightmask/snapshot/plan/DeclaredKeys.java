package dev.nightmask.snapshot.plan;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.DeclaredReferences;
import dev.nightmask.rules.DeclaredReferences.Found;
import dev.nightmask.rules.RuleSet;
import dev.nightmask.snapshot.archive.Reference;
import dev.nightmask.snapshot.catalog.Catalog;
import dev.nightmask.snapshot.catalog.Column;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.catalog.Table.ForeignKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The references that rules declare, as keys of the tables that declare them: from here on they are followed as
/// foreign keys are.
final class DeclaredKeys {
    private static final String NAME = "$references";

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, List<ForeignKey>> keys = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<Problem> problems;
    private final Catalog catalog;

    private DeclaredKeys(Catalog catalog, RuleSet rules) {
        this.catalog = catalog;
        catalog.tables().forEach(table -> tables.put(table.qualifiedName(), table));
        Map<String, Set<String>> columns = new HashMap<>();
        tables.forEach((name, table) -> columns.put(name, decidable(table)));
        DeclaredReferences declared = DeclaredReferences.in(rules, columns);
        problems = new ArrayList<>(declared.problems());
        declared.found().forEach(this::add);
    }

    static DeclaredKeys of(Catalog catalog, RuleSet rules) {
        return new DeclaredKeys(catalog, rules);
    }

    /// The catalog with what was declared.
    Catalog catalog() {
        List<Table> declared = catalog.tables().stream().map(this::withKeys).toList();
        return new Catalog(
                catalog.source(),
                catalog.serverVersion(),
                catalog.pgDumpVersion(),
                catalog.toc(),
                declared,
                catalog.notices());
    }

    /// What a restored database is to be held against: those of topmost tables, which stand for all below them.
    List<Reference> references() {
        return references;
    }

    List<Problem> problems() {
        return problems;
    }

    private void add(Found found) {
        Table table = table(found.table());
        Table target = table(found.targetTable());
        Column own = column(table, found.column());
        Column theirs = column(target, found.targetColumn());
        if (!areComparable(own, theirs)) {
            String hint = own.typeName() + " against " + theirs.typeName();
            problems.add(new Problem(
                    Failure.RULE_TYPE_MISMATCH, new Place.HintInFile(found.position(), found.column(), hint)));
            return;
        }
        keys.computeIfAbsent(found.table(), it -> new ArrayList<>())
                .add(new ForeignKey(NAME, List.of(own.name()), target.oid(), List.of(theirs.name())));
        if (table.parents().isEmpty()) {
            references.add(new Reference(
                    table.schema(), table.name(), own.name(), target.schema(), target.name(), theirs.name()));
        }
    }

    private Table withKeys(Table table) {
        List<ForeignKey> declared = keys.getOrDefault(table.qualifiedName(), List.of());
        return declared.isEmpty()
                ? table
                : table.withForeignKeys(Stream.concat(table.foreignKeys().stream(), declared.stream())
                        .toList());
    }

    private static Set<String> decidable(Table table) {
        return table.columns().stream()
                .filter(column -> !column.generated())
                .map(Column::name)
                .collect(Collectors.toSet());
    }

    private Table table(String name) {
        return Objects.requireNonNull(tables.get(name));
    }

    private static Column column(Table table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean areComparable(Column one, Column other) {
        Family family = one.type().family();
        return family == Family.OTHER
                ? one.typeName().equals(other.typeName())
                : kind(family).equals(kind(other.type().family()));
    }

    /// Families of one kind are compared with one another by PostgreSQL's own operators.
    private static Family kind(Family family) {
        return switch (family) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC -> Family.NUMERIC;
            case TEXT, CITEXT -> Family.TEXT;
            case FLOAT, BOOLEAN, DATE, TIMESTAMP, UUID, JSON, BYTEA, OTHER -> family;
        };
    }
}
