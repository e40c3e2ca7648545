package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.archive.TocEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads what the catalog says of the tables that a table of contents holds: a fixed number of statements,
/// however many tables there are. Tables are told apart by oid, never by name.
final class TableReader {
    /// Sizes are those of now: pg_class has them as of the last ANALYZE, if ever.
    private static final String TABLES = """
            SELECT c.oid::int8, n.nspname, c.relname, c.relkind = 'p',
                CASE a.amname WHEN 'heap' THEN pg_catalog.pg_relation_size(c.oid)
                    / pg_catalog.current_setting('block_size')::int8 ELSE 0 END,
                coalesce(pg_catalog.pg_table_size(c.oid), 0), c.reltuples::int8
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_am a ON a.oid = c.relam
            WHERE c.oid::int8 = ANY (?)
            ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
            """;

    private static final String PARENTS = """
            SELECT inhrelid::int8, inhparent::int8 FROM pg_catalog.pg_inherits
            WHERE inhrelid::int8 = ANY (?)
            ORDER BY inhrelid, inhseqno
            """;

    /// The filter of an extension's configuration table; pg_dump applies it and doesn't write it down.
    private static final String FILTERS = """
            SELECT u.oid::int8, u.filter
            FROM pg_catalog.pg_extension x, unnest(x.extconfig, x.extcondition) AS u(oid, filter)
            WHERE u.oid::int8 = ANY (?) AND u.filter <> ''
            """;

    private final Map<Long, TocEntry> dataEntries = new HashMap<>();
    private final List<TableRow> rows = new ArrayList<>();
    private final Map<Long, List<Long>> parents = new HashMap<>();
    private final Map<Long, String> filters = new HashMap<>();
    private final Map<Long, List<Column>> columns;
    private final Map<Long, List<Table.ForeignKey>> foreignKeys;
    private final Map<Long, List<Table.UniqueKey>> uniqueKeys;
    private final Map<Long, List<String>> partitionKeys;

    private TableReader(Connection connection, List<TocEntry> entries) throws SQLException {
        Set<Long> oids = new LinkedHashSet<>();
        for (TocEntry entry : entries) {
            oids.add(entry.oid());
        }
        entries.stream().filter(TocEntry::isTableData).forEach(entry -> dataEntries.put(entry.oid(), entry));
        readRows(connection, oids);
        columns = ColumnReader.read(connection, oids);
        foreignKeys = KeyReader.foreignKeys(connection, oids);
        uniqueKeys = KeyReader.uniqueKeys(connection, oids);
        partitionKeys = KeyReader.partitionKeys(connection, oids);
    }

    /// @param entries as from [TableLocks#tables]
    /// @return tables with a data entry and partitioned tables, by schema and name
    /// @throws NightmaskException SOURCE_CHANGED when pg_dump's column list is not the catalog's
    static List<Table> read(Connection connection, List<TocEntry> entries) throws SQLException {
        TableReader reader = new TableReader(connection, entries);
        List<Table> tables = new ArrayList<>();
        for (TableRow row : reader.rows) {
            if (row.partitioned() || reader.dataEntries.containsKey(row.oid())) {
                tables.add(reader.table(row));
            }
        }
        reader.checkAllFound(tables);
        return tables;
    }

    private void readRows(Connection connection, Collection<Long> oids) throws SQLException {
        Query.forTables(
                connection,
                TABLES,
                oids,
                row -> rows.add(new TableRow(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7))));
        Query.forTables(
                connection,
                PARENTS,
                oids,
                row -> parents.computeIfAbsent(row.getLong(1), table -> new ArrayList<>())
                        .add(row.getLong(2)));
        Query.forTables(connection, FILTERS, oids, row -> filters.put(row.getLong(1), row.getString(2)));
    }

    private Table table(TableRow row) {
        TocEntry entry = dataEntries.get(row.oid());
        List<Column> all = columns.getOrDefault(row.oid(), List.of());
        if (entry != null) {
            checkColumns(entry, row, all);
        }
        return new Table(
                row.oid(),
                row.schema(),
                row.name(),
                entry == null ? OptionalInt.empty() : OptionalInt.of(entry.dumpId()),
                all,
                parents.getOrDefault(row.oid(), List.of()),
                List.copyOf(partitionColumns(row.oid())),
                foreignKeys.getOrDefault(row.oid(), List.of()),
                uniqueKeys.getOrDefault(row.oid(), List.of()),
                Optional.ofNullable(filters.get(row.oid())),
                row.pages(),
                row.bytes(),
                row.estimate());
    }

    /// The keys of this table and of all partitioned tables above it: a partition has their columns by name.
    private Set<String> partitionColumns(long oid) {
        Set<String> names = new LinkedHashSet<>();
        for (long parent : parents.getOrDefault(oid, List.of())) {
            names.addAll(partitionColumns(parent));
        }
        names.addAll(partitionKeys.getOrDefault(oid, List.of()));
        return names;
    }

    private static void checkColumns(TocEntry entry, TableRow row, List<Column> columns) {
        List<String> copied = columns.stream()
                .filter(column -> !column.generated())
                .map(Column::name)
                .toList();
        String statement = Objects.requireNonNullElse(entry.copyStatement(), "");
        boolean same = CopyColumns.parse(statement).filter(copied::equals).isPresent();
        if (!same || !row.name().equals(entry.tag()) || !row.schema().equals(entry.namespace())) {
            throw new NightmaskException(Failure.SOURCE_CHANGED, new Place.Table(row.schema(), row.name()));
        }
    }

    private void checkAllFound(List<Table> tables) {
        tables.forEach(table -> dataEntries.remove(table.oid()));
        for (TocEntry entry : dataEntries.values()) {
            throw new NightmaskException(
                    Failure.SOURCE_CHANGED,
                    new Place.Table(
                            Objects.requireNonNullElse(entry.namespace(), ""),
                            Objects.requireNonNullElse(entry.tag(), "")));
        }
    }

    private record TableRow(
            long oid, String schema, String name, boolean partitioned, long pages, long bytes, long estimate) {}
}
