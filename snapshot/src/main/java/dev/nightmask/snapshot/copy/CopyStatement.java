package dev.nightmask.snapshot.copy;

import dev.nightmask.snapshot.catalog.Column;
import dev.nightmask.snapshot.catalog.SqlName;
import dev.nightmask.snapshot.catalog.Table;
import java.util.stream.Collectors;

/// The statement that reads a table.
///
/// The table is named by its own entry, never by the one that the entry is loaded into: pg_dump loads some
/// partitions through their root. Both forms read that table alone, without what inherits from it.
final class CopyStatement {
    private CopyStatement() {}

    static String of(Table table, PageRange pages) {
        String name = SqlName.quote(table.schema(), table.name());
        String columns = table.columns().stream()
                .filter(column -> !column.generated())
                .map(Column::name)
                .map(SqlName::quote)
                .collect(Collectors.joining(", "));
        if (!pages.isAll()) {
            return select(columns, name, "WHERE " + pages.condition());
        }
        return columns.isEmpty() || table.filter().isPresent()
                ? select(columns, name, table.filter().orElse(""))
                : "COPY " + name + " (" + columns + ") TO STDOUT";
    }

    /// Whether a table may be read in ranges. A filter may hold anything, so what is read through one is not cut.
    static boolean takesRanges(Table table) {
        return table.filter().isEmpty();
    }

    /// Also for a table without columns: `COPY table` without a list would read a column that came since.
    private static String select(String columns, String name, String filter) {
        return "COPY (SELECT " + columns + " FROM ONLY " + name + " " + filter + ") TO STDOUT";
    }
}
