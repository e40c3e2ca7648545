package dev.nightmask.snapshot.plan;

import dev.nightmask.failure.Failure;
import dev.nightmask.mask.Fitness;
import dev.nightmask.mask.ValueType;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.snapshot.catalog.Column;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.catalog.Table.ForeignKey;
import dev.nightmask.snapshot.catalog.Table.UniqueKey;
import dev.nightmask.snapshot.plan.Decisions.Settled;
import java.util.List;
import java.util.Optional;

/// Holds each decision against what the catalog asks of the column, so that nothing is left for the restore to
/// find out.
final class Checks {
    private final TableIndex index;
    private final Rows rows;
    private final Decisions decisions;
    private final Problems problems;

    Checks(TableIndex index, Rows rows, Decisions decisions, Problems problems) {
        this.index = index;
        this.rows = rows;
        this.decisions = decisions;
        this.problems = problems;
    }

    /// Checks all columns of a table whose rows are copied.
    void check(Table table) {
        for (ColumnId id : index.decidable(table)) {
            decisions.of(id).ifPresent(decision -> {
                type(id, decision.rule());
                notNull(id, decision.rule());
                partitionKey(table, id, decision.rule());
                parents(id, decision);
            });
        }
        table.uniqueKeys().forEach(key -> unique(table, key));
        table.foreignKeys().forEach(key -> references(table, key));
    }

    private void type(ColumnId id, Rule rule) {
        Column column = index.column(id);
        Fitness.check(rule, column.type())
                .ifPresent(failure -> problems.add(failure, id, Techniques.name(rule) + " on " + column.typeName()));
    }

    private void notNull(ColumnId id, Rule rule) {
        if (rule instanceof Suppress && index.column(id).notNull()) {
            problems.add(Failure.RULE_NOT_NULL, id, Techniques.name(rule));
        }
    }

    private void partitionKey(Table table, ColumnId id, Rule rule) {
        if (table.partitionColumns().contains(id.column()) && !(rule instanceof Keep)) {
            problems.add(Failure.RULE_PARTITION_KEY, id, Techniques.name(rule));
        }
    }

    /// A column with several parents follows the first; the others must say the same.
    private void parents(ColumnId id, Settled decision) {
        for (ColumnId parent : index.inherited(id)) {
            boolean same = !rows.copied(index.table(parent))
                    || decisions.of(parent).map(decision::goesWith).orElse(true);
            if (!same) {
                problems.add(Failure.RULE_INHERITED, id, "follows " + index.name(parent));
            }
        }
    }

    private void unique(Table table, UniqueKey key) {
        List<ColumnId> columns = columns(table, key.columns());
        boolean nullInEveryRow = key.nullsDistinct() && columns.stream().anyMatch(this::isSuppressed);
        if (nullInEveryRow) {
            return;
        }
        for (ColumnId id : columns) {
            decisions
                    .of(id)
                    .map(Settled::rule)
                    .filter(rule ->
                            !Fitness.keepsDistinct(rule, index.column(id).type()))
                    .ifPresent(rule ->
                            problems.add(Failure.RULE_NOT_UNIQUE, id, Techniques.name(rule) + " under " + key.name()));
        }
    }

    private void references(Table table, ForeignKey key) {
        List<ColumnId> columns = columns(table, key.columns());
        Optional<Table> target = index.find(key.target());
        boolean nullInEveryRow = columns.stream().anyMatch(this::isSuppressed);
        if (nullInEveryRow || target.isEmpty()) {
            return;
        }
        for (ColumnId id : columns) {
            ColumnId referenced = TableIndex.target(key, id.column());
            if (rows.missing(target.get())) {
                problems.add(Failure.RULE_ROWS_MISSING, id, "references " + index.name(referenced));
            } else if (index.decidable(referenced).isPresent()) {
                reference(id, referenced);
            }
        }
    }

    private void reference(ColumnId id, ColumnId referenced) {
        Optional<Settled> own = decisions.of(id);
        Optional<Settled> theirs = decisions.of(referenced);
        if (own.isEmpty() || theirs.isEmpty()) {
            return;
        }
        if (!own.get().goesWith(theirs.get())) {
            problems.add(Failure.RULE_REFERENCE, id, "follows " + index.name(referenced));
        } else if (!Fitness.joins(own.get().rule(), type(id), type(referenced))) {
            String type = index.column(referenced).typeName();
            problems.add(Failure.RULE_TYPE_MISMATCH, id, "references " + index.name(referenced) + ", " + type);
        }
    }

    private ValueType type(ColumnId id) {
        return index.column(id).type();
    }

    private boolean isSuppressed(ColumnId id) {
        return decisions
                .of(id)
                .map(Settled::rule)
                .filter(Suppress.class::isInstance)
                .isPresent();
    }

    private List<ColumnId> columns(Table table, List<String> names) {
        return names.stream()
                .map(name -> new ColumnId(table.oid(), name))
                .filter(id -> index.decidable(id).isPresent())
                .toList();
    }
}
