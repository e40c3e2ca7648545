package dev.nightmask.snapshot.copy;

import dev.nightmask.rules.Rule;
import dev.nightmask.snapshot.catalog.Catalog;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.plan.MaskPlan;
import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.util.List;

/// A plan that keeps every column of every table.
final class KeptPlan {
    private KeptPlan() {}

    static MaskPlan of(Catalog catalog) {
        return new MaskPlan(
                catalog.tables().stream()
                        .filter(table -> table.dataEntry().isPresent())
                        .map(KeptPlan::of)
                        .toList(),
                List.of());
    }

    private static TablePlan of(Table table) {
        return new TablePlan(
                table,
                true,
                table.columns().stream()
                        .filter(column -> !column.generated())
                        .map(column -> new Decision(column, new Rule.Keep("test"), "domain"))
                        .toList());
    }
}
