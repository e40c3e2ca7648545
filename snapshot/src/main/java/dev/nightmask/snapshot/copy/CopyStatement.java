package dev.nightmask.snapshot.copy;

import dev.nightmask.rules.Rule;
import dev.nightmask.snapshot.catalog.SqlName;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.util.List;
import java.util.stream.Collectors;

/// The statement that reads a table.
///
/// The table is named by its own entry, never by the one that the entry is loaded into: pg_dump loads some
/// partitions through their root. Both forms read that table alone, without what inherits from it.
final class CopyStatement {
    private CopyStatement() {}

    static String of(TablePlan plan, PageRange pages) {
        Table table = plan.table();
        String name = SqlName.quote(table.schema(), table.name());
        List<Decision> decisions = plan.decisions();
        String columns = decisions.stream().map(CopyStatement::column).collect(Collectors.joining(", "));
        if (!pages.isAll()) {
            return select(columns, name, "WHERE " + pages.condition());
        }
        boolean plain = table.filter().isEmpty()
                && !decisions.isEmpty()
                && decisions.stream().noneMatch(CopyStatement::isSuppressed);
        return plain
                ? "COPY " + name + " (" + columns + ") TO STDOUT"
                : select(columns, name, table.filter().orElse(""));
    }

    /// What is suppressed is not even read.
    private static String column(Decision decision) {
        return isSuppressed(decision) ? "NULL" : SqlName.quote(decision.column().name());
    }

    private static boolean isSuppressed(Decision decision) {
        return decision.rule() instanceof Rule.Suppress;
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
