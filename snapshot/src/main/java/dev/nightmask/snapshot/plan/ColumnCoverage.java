package dev.nightmask.snapshot.plan;

import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which technique decides each column, by name: for who compares one night with another. A partition counts as the
/// table that it is a part of, so a new one is no news.
///
/// @param format version of this layout, 1
/// @param tables by `schema.table`, of those whose rows are copied: each column's technique, as in a rule file
public record ColumnCoverage(int format, SortedMap<String, SortedMap<String, String>> tables) {
    private static final int FORMAT = 1;

    public ColumnCoverage {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format " + format);
        }
        SortedMap<String, SortedMap<String, String>> copied = new TreeMap<>();
        tables.forEach(
                (table, columns) -> copied.put(table, Collections.unmodifiableSortedMap(new TreeMap<>(columns))));
        tables = Collections.unmodifiableSortedMap(copied);
    }

    /// @param all tables of the catalog that was planned
    public static ColumnCoverage of(MaskPlan plan, List<Table> all) {
        Map<Long, Table> byOid = all.stream().collect(Collectors.toMap(Table::oid, Function.identity()));
        SortedMap<String, SortedMap<String, String>> tables = new TreeMap<>();
        for (TablePlan table : plan.tables()) {
            if (table.rows()) {
                SortedMap<String, String> columns =
                        tables.computeIfAbsent(whole(table.table(), byOid).qualifiedName(), unused -> new TreeMap<>());
                for (Decision decision : table.decisions()) {
                    columns.put(decision.column().name(), Techniques.name(decision.rule()));
                }
            }
        }
        return new ColumnCoverage(FORMAT, tables);
    }

    private static Table whole(Table table, Map<Long, Table> byOid) {
        Table whole = table;
        while (!whole.partitionColumns().isEmpty() && !whole.parents().isEmpty()) {
            Table parent = byOid.get(whole.parents().getFirst());
            if (parent == null) {
                return whole;
            }
            whole = parent;
        }
        return whole;
    }
}
