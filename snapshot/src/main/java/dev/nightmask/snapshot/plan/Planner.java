package dev.nightmask.snapshot.plan;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.RuleSet;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.catalog.Catalog;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.plan.Decisions.Settled;
import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binds rules to a catalog. A pure function: no input but its arguments, and nothing else is touched.
public final class Planner {
    private final DeclaredKeys declared;
    private final TableIndex index;
    private final Problems problems;
    private final RuleBook book;
    private final Rows rows;
    private final Decisions decisions;

    private Planner(Catalog catalog, RuleSet rules) {
        declared = DeclaredKeys.of(catalog, rules);
        index = new TableIndex(declared.catalog());
        problems = new Problems(index);
        declared.problems().forEach(problems::add);
        book = new RuleBook(rules);
        this.rows = new Rows(index, book, problems);
        decisions = new Decisions(index, book, this.rows, problems, rules.unclassified());
    }

    /// What the person who starts the run has consented to.
    ///
    /// @param keepEverything a plan that masks nothing is meant so
    public record Consent(boolean keepEverything) {}

    /// As [#plan(Catalog, RuleSet, Consent)], without consent to anything.
    public static MaskPlan plan(Catalog catalog, RuleSet rules) {
        return plan(catalog, rules, new Consent(false));
    }

    /// A decision for every column of every table.
    ///
    /// @throws NightmaskException with everything that is wrong, each thing with its place
    public static MaskPlan plan(Catalog catalog, RuleSet rules, Consent consent) {
        Planner planner = new Planner(catalog, rules);
        planner.checkAll();
        MaskPlan plan = planner.bind(catalog.toc().tableData());
        if (!consent.keepEverything() && masksNothing(plan)) {
            throw new NightmaskException(Failure.RULES_MASK_NOTHING, new Place.Nowhere());
        }
        return plan;
    }

    private void checkAll() {
        book.unmatched(index.tables()).forEach(problems::add);
        Checks checks = new Checks(index, rows, decisions, problems);
        index.tables().stream().filter(rows::copied).forEach(checks::check);
        List<Problem> all = problems.all();
        if (!all.isEmpty()) {
            throw new NightmaskException(all);
        }
    }

    /// Every data entry of the table of contents gets its table's plan: no entry is left to chance.
    private MaskPlan bind(List<TocEntry> entries) {
        Map<Integer, Table> byEntry = new HashMap<>();
        index.tables().forEach(table -> table.dataEntry().ifPresent(entry -> byEntry.put(entry, table)));
        List<TablePlan> plans = entries.stream()
                .map(entry -> Optional.ofNullable(byEntry.get(entry.dumpId())).orElseThrow())
                .map(this::bind)
                .toList();
        return new MaskPlan(plans, declared.references());
    }

    private TablePlan bind(Table table) {
        if (!rows.copied(table)) {
            return new TablePlan(table, false, List.of());
        }
        List<Decision> decided = index.decidable(table).stream()
                .map(id -> {
                    Settled settled = decisions.of(id).orElseThrow();
                    return new Decision(index.column(id), settled.rule(), settled.domain());
                })
                .toList();
        return new TablePlan(table, true, decided);
    }

    private static boolean masksNothing(MaskPlan plan) {
        List<TablePlan> copied = plan.tables().stream().filter(TablePlan::rows).toList();
        return !copied.isEmpty()
                && copied.stream()
                        .flatMap(table -> table.decisions().stream())
                        .allMatch(decision -> decision.rule() instanceof Keep);
    }
}
