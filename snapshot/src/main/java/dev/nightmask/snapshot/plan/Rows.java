package dev.nightmask.snapshot.plan;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.rules.RuleSet.TableRules;
import dev.nightmask.snapshot.catalog.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which tables go with their rows. A child of a table without rows goes without, too.
final class Rows {
    private final TableIndex index;
    private final RuleBook book;
    private final Problems problems;
    private final Map<Long, Boolean> decided = new HashMap<>();
    private final Map<Long, List<Table>> children = new HashMap<>();

    Rows(TableIndex index, RuleBook book, Problems problems) {
        this.index = index;
        this.book = book;
        this.problems = problems;
        for (Table table : index.tables()) {
            table.parents()
                    .forEach(parent -> children.computeIfAbsent(parent, it -> new ArrayList<>())
                            .add(table));
        }
    }

    /// Whether the table's rows are copied.
    boolean copied(Table table) {
        Boolean known = decided.get(table.oid());
        if (known == null) {
            known = decide(table);
            decided.put(table.oid(), known);
        }
        return known;
    }

    /// Whether rows that a foreign key may reference are left out: those of the table, or of a partition of it.
    boolean missing(Table table) {
        boolean partitioned = table.dataEntry().isEmpty();
        return !copied(table)
                || (partitioned
                        && children.getOrDefault(table.oid(), List.of()).stream()
                                .anyMatch(this::missing));
    }

    private boolean decide(Table table) {
        List<TableRules> own = book.forTable(table);
        for (TableRules other : own.stream().skip(1).toList()) {
            if (other.rows() != own.getFirst().rows()) {
                problems.tie(other.key(), other.position(), own.getFirst().position(), table.qualifiedName());
            }
        }
        boolean rows = own.isEmpty() || own.getFirst().rows();
        for (Table parent : index.parents(table)) {
            if (!copied(parent)) {
                own.stream()
                        .filter(key -> key.rows() && !key.key().matches(parent.qualifiedName()))
                        .forEach(key -> contradicts(key, parent));
                rows = false;
            }
        }
        return rows;
    }

    private void contradicts(TableRules key, Table parent) {
        String hint = parent.qualifiedName() + " goes without rows";
        problems.add(new Problem(
                Failure.RULE_INHERITED,
                new Place.HintInFile(key.position(), key.key().text(), hint)));
    }
}
