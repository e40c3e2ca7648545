package dev.nightmask.snapshot.plan;

import dev.nightmask.mask.ValueType;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.snapshot.catalog.Column;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.catalog.Table.ForeignKey;
import dev.nightmask.snapshot.catalog.Table.UniqueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;

/// A table written down by hand; its name is its identity.
final class FixedTable {
    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> parents = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<UniqueKey> uniqueKeys = new ArrayList<>();
    private List<String> partitionColumns = List.of();
    private boolean partitioned;

    private record Reference(List<String> columns, String target, List<String> targetColumns) {}

    private FixedTable(String name) {
        this.name = name;
    }

    static FixedTable table(String name) {
        return new FixedTable(name);
    }

    String name() {
        return name;
    }

    FixedTable column(String column, String type) {
        columns.add(new Column(column, type(type), type, false, false));
        return this;
    }

    FixedTable required(String column, String type) {
        columns.add(new Column(column, type(type), type, true, false));
        return this;
    }

    FixedTable generated(String column, String type) {
        columns.add(new Column(column, type(type), type, false, true));
        return this;
    }

    FixedTable unique(String... key) {
        uniqueKeys.add(new UniqueKey("key_of_" + String.join("_", key), List.of(key), true));
        return this;
    }

    FixedTable uniqueNullsNotDistinct(String... key) {
        uniqueKeys.add(new UniqueKey("key_of_" + String.join("_", key), List.of(key), false));
        return this;
    }

    FixedTable references(String column, String target, String targetColumn) {
        return references(List.of(column), target, List.of(targetColumn));
    }

    FixedTable references(List<String> from, String target, List<String> to) {
        references.add(new Reference(from, target, to));
        return this;
    }

    FixedTable childOf(String... parent) {
        parents.addAll(List.of(parent));
        return this;
    }

    FixedTable partitionedBy(String... key) {
        partitioned = true;
        return keyOfPartitions(key);
    }

    FixedTable keyOfPartitions(String... key) {
        partitionColumns = List.of(key);
        return this;
    }

    Table build(ToLongFunction<String> oids) {
        int dot = name.indexOf('.');
        long oid = oids.applyAsLong(name);
        return new Table(
                oid,
                name.substring(0, dot),
                name.substring(dot + 1),
                partitioned ? OptionalInt.empty() : OptionalInt.of((int) oid),
                columns,
                parents.stream().map(oids::applyAsLong).toList(),
                partitionColumns,
                references.stream()
                        .map(it -> new ForeignKey("fk", it.columns, oids.applyAsLong(it.target), it.targetColumns))
                        .toList(),
                uniqueKeys,
                Optional.empty(),
                0,
                0,
                -1);
    }

    private static ValueType type(String name) {
        if (name.startsWith("character varying(")) {
            String length = name.substring(name.indexOf('(') + 1, name.length() - 1);
            return new ValueType(Family.TEXT, Integer.parseInt(length));
        }
        return new ValueType(
                switch (name) {
                    case "text" -> Family.TEXT;
                    case "integer" -> Family.INTEGER;
                    case "bigint" -> Family.BIGINT;
                    case "numeric" -> Family.NUMERIC;
                    case "boolean" -> Family.BOOLEAN;
                    case "uuid" -> Family.UUID;
                    case "date" -> Family.DATE;
                    case "jsonb" -> Family.JSON;
                    default -> Family.OTHER;
                },
                0);
    }
}
