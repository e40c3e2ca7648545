package dev.nightmask.snapshot.plan;

import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How much a plan masks, in counts alone.
///
/// @param tables those whose rows are copied
/// @param tablesWithoutRows those of which the structure goes alone
/// @param columnsByTechnique how many columns each technique decides, by its name in a rule file; techniques
///     that decide none are absent
public record Coverage(int tables, int tablesWithoutRows, SortedMap<String, Integer> columnsByTechnique) {
    public Coverage {
        if (tables < 0 || tablesWithoutRows < 0) {
            throw new IllegalArgumentException("tables " + tables + ", without rows " + tablesWithoutRows);
        }
        columnsByTechnique = Collections.unmodifiableSortedMap(new TreeMap<>(columnsByTechnique));
    }

    public static Coverage of(MaskPlan plan) {
        SortedMap<String, Integer> columns = new TreeMap<>();
        for (TablePlan table : plan.tables()) {
            for (Decision decision : table.decisions()) {
                columns.merge(Techniques.name(decision.rule()), 1, Integer::sum);
            }
        }
        int copied = (int) plan.tables().stream().filter(TablePlan::rows).count();
        return new Coverage(copied, plan.tables().size() - copied, columns);
    }
}
