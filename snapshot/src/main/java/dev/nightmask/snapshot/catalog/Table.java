package dev.nightmask.snapshot.catalog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A table of the source, ordinary or partitioned.
///
/// @param dataEntry the dump id of its TABLE DATA entry; empty for a partitioned table, which has no rows itself
/// @param columns in the order of the COPY column list; generated columns follow, dropped ones are absent
/// @param parents the oids of the tables it is a partition of or inherits from
/// @param partitionColumns the columns that decide, at any level above or here, which partition holds a row
/// @param filter the WHERE clause that an extension gave its configuration table, with the word WHERE
/// @param pages how many pages its rows take, at the time of reading; 0 where rows have no page and line (`ctid`)
///     by which they could be read in ranges
/// @param bytes on disk, with what its long values take
/// @param rows as estimated in pg_class.reltuples, -1 when never analysed
public record Table(
        long oid,
        String schema,
        String name,
        OptionalInt dataEntry,
        List<Column> columns,
        List<Long> parents,
        List<String> partitionColumns,
        List<ForeignKey> foreignKeys,
        List<UniqueKey> uniqueKeys,
        Optional<String> filter,
        long pages,
        long bytes,
        long rows) {
    public Table {
        columns = List.copyOf(columns);
        parents = List.copyOf(parents);
        partitionColumns = List.copyOf(partitionColumns);
        foreignKeys = List.copyOf(foreignKeys);
        uniqueKeys = List.copyOf(uniqueKeys);
    }

    /// As in a rule file: `schema.table`, unquoted.
    public String qualifiedName() {
        return schema + "." + name;
    }

    /// The same with other foreign keys.
    public Table withForeignKeys(List<ForeignKey> keys) {
        return new Table(
                oid,
                schema,
                name,
                dataEntry,
                columns,
                parents,
                partitionColumns,
                keys,
                uniqueKeys,
                filter,
                pages,
                bytes,
                rows);
    }

    /// A foreign key: `columns.get(i)` references `targetColumns.get(i)` of the table with oid `target`.
    public record ForeignKey(String name, List<String> columns, long target, List<String> targetColumns) {
        public ForeignKey {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    /// A primary key, unique constraint, unique index or exclusion constraint.
    ///
    /// @param columns also those that only an expression of the index uses
    /// @param nullsDistinct false for NULLS NOT DISTINCT and for exclusion constraints
    public record UniqueKey(String name, List<String> columns, boolean nullsDistinct) {
        public UniqueKey {
            columns = List.copyOf(columns);
        }
    }
}
