package dev.nightmask.snapshot.copy;

import dev.nightmask.mask.Maskers;
import dev.nightmask.mask.PseudonymizationKey;
import dev.nightmask.mask.ValueType;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule;
import dev.nightmask.snapshot.catalog.Column;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Plans for tables whose columns are called c1, c2 and so on.
final class CopyPlan {
    static final Rule KEEP = new Rule.Keep("test");
    static final Rule SUPPRESS = new Rule.Suppress();

    private CopyPlan() {}

    static Maskers maskers() {
        return new Maskers(PseudonymizationKey.parse("07".repeat(32)));
    }

    /// @param rules one for each column
    static TablePlan of(Rule... rules) {
        return of(Family.TEXT, rules);
    }

    static TablePlan of(Family family, Rule... rules) {
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < rules.length; i++) {
            Column column = new Column("c" + (i + 1), new ValueType(family, 0), "type", false, false);
            decisions.add(new Decision(column, rules[i], "domain"));
        }
        List<Column> columns = decisions.stream().map(Decision::column).toList();
        return new TablePlan(table("t", columns, Optional.empty()), true, decisions);
    }

    static Table table(String name, List<Column> columns, Optional<String> filter) {
        return new Table(
                1, "s", name, OptionalInt.of(1), columns, List.of(), List.of(), List.of(), List.of(), filter, 0, 0, 0);
    }
}
