package dev.nightmask.snapshot.plan;

import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.catalog.Catalog;
import dev.nightmask.snapshot.catalog.Column;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.catalog.Table.ForeignKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The catalog's tables by oid, with the ways from one column to the next.
final class TableIndex {
    private final List<Table> tables;
    private final Map<Long, Table> byOid = new HashMap<>();
    private final Map<ColumnId, Column> columns = new HashMap<>();

    TableIndex(Catalog catalog) {
        tables = catalog.tables();
        for (Table table : tables) {
            byOid.put(table.oid(), table);
            table.columns().forEach(column -> columns.put(new ColumnId(table.oid(), column.name()), column));
        }
    }

    List<Table> tables() {
        return tables;
    }

    Optional<Table> find(long oid) {
        return Optional.ofNullable(byOid.get(oid));
    }

    Table table(ColumnId id) {
        return find(id.table()).orElseThrow();
    }

    /// The column, if it is one that a rule decides: it exists and is not generated.
    Optional<Column> decidable(ColumnId id) {
        return Optional.ofNullable(columns.get(id)).filter(column -> !column.generated());
    }

    Column column(ColumnId id) {
        return Optional.ofNullable(columns.get(id)).orElseThrow();
    }

    List<ColumnId> decidable(Table table) {
        return table.columns().stream()
                .filter(column -> !column.generated())
                .map(column -> new ColumnId(table.oid(), column.name()))
                .toList();
    }

    /// The tables that a table is a partition of or inherits from, as far as the catalog holds them.
    List<Table> parents(Table table) {
        return table.parents().stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /// The same column of each parent table that has it.
    List<ColumnId> inherited(ColumnId id) {
        return parents(table(id)).stream()
                .map(parent -> new ColumnId(parent.oid(), id.column()))
                .filter(parent -> decidable(parent).isPresent())
                .toList();
    }

    /// The columns that a column references, itself left out.
    List<ColumnId> referenced(ColumnId id) {
        return table(id).foreignKeys().stream()
                .filter(key -> key.columns().contains(id.column()))
                .map(key -> target(key, id.column()))
                .filter(target -> !target.equals(id) && decidable(target).isPresent())
                .toList();
    }

    static ColumnId target(ForeignKey key, String column) {
        return new ColumnId(key.target(), key.targetColumns().get(key.columns().indexOf(column)));
    }

    Place.Column place(ColumnId id) {
        Table table = table(id);
        return new Place.Column(table.schema(), table.name(), id.column());
    }

    /// As in a message and as the name of a pseudonym domain: `schema.table.column`.
    String name(ColumnId id) {
        return place(id).describe();
    }
}
