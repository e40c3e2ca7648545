package dev.nightmask.snapshot.plan;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Place.FilePosition;
import dev.nightmask.failure.Problem;
import dev.nightmask.rules.RuleSet;
import dev.nightmask.rules.RuleSet.ColumnRule;
import dev.nightmask.rules.RuleSet.TableRules;
import dev.nightmask.snapshot.catalog.Column;
import dev.nightmask.snapshot.catalog.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds the rule that is written for a column. Of all table keys that match, the most specific decides that
/// has a matching column key; of those, the most specific wins.
final class RuleBook {
    private final RuleSet rules;
    private final Map<String, TableRules> exact = new HashMap<>();
    private final List<TableRules> globs = new ArrayList<>();
    private final Map<Long, List<List<TableRules>>> levels = new HashMap<>();

    RuleBook(RuleSet rules) {
        this.rules = rules;
        for (TableRules table : rules.tables()) {
            if (table.key().isExact()) {
                exact.put(table.key().text(), table);
            } else {
                globs.add(table);
            }
        }
    }

    /// A column key under a table key.
    record Match(TableRules table, ColumnRule column) {
        boolean isExact() {
            return table.key().isExact() && column.key().isExact();
        }
    }

    /// What is written for a column: one match, several that are equally specific, or none.
    List<Match> find(Table table, String column) {
        for (List<TableRules> level : levels(table)) {
            List<Match> matches = new ArrayList<>();
            for (TableRules candidate : level) {
                candidate.columns().stream()
                        .filter(rule -> rule.key().matches(column))
                        .forEach(rule -> matches.add(new Match(candidate, rule)));
            }
            int most = matches.stream().mapToInt(RuleBook::specificity).max().orElse(0);
            if (!matches.isEmpty()) {
                return matches.stream()
                        .filter(match -> specificity(match) == most)
                        .toList();
            }
        }
        return List.of();
    }

    private static int specificity(Match match) {
        return match.column().key().specificity();
    }

    /// The most specific table keys that match a table: none, one, or a tie.
    List<TableRules> forTable(Table table) {
        return levels(table).stream().findFirst().orElse(List.of());
    }

    private List<List<TableRules>> levels(Table table) {
        return levels.computeIfAbsent(table.oid(), oid -> {
            SortedMap<Integer, List<TableRules>> levelled = new TreeMap<>(Comparator.reverseOrder());
            matching(table)
                    .forEach(rules -> levelled.computeIfAbsent(rules.key().specificity(), it -> new ArrayList<>())
                            .add(rules));
            return List.copyOf(levelled.values());
        });
    }

    private List<TableRules> matching(Table table) {
        List<TableRules> matching = new ArrayList<>();
        Optional.ofNullable(exact.get(table.qualifiedName())).ifPresent(matching::add);
        globs.stream().filter(it -> it.key().matches(table.qualifiedName())).forEach(matching::add);
        return matching;
    }

    /// The table keys that match no table, and the column keys that match no column of their tables.
    List<Problem> unmatched(List<Table> tables) {
        Map<FilePosition, List<Table>> matched = new HashMap<>();
        for (Table table : tables) {
            levels(table)
                    .forEach(level ->
                            level.forEach(key -> matched.computeIfAbsent(key.position(), it -> new ArrayList<>())
                                    .add(table)));
        }
        List<Problem> problems = new ArrayList<>();
        for (TableRules key : rules.tables()) {
            List<Table> found = matched.getOrDefault(key.position(), List.of());
            if (found.isEmpty()) {
                problems.add(
                        nothing(new Place.NameInFile(key.position(), key.key().text())));
            } else {
                key.columns().forEach(column -> unmatched(column, found).ifPresent(problems::add));
            }
        }
        return problems;
    }

    private static Optional<Problem> unmatched(ColumnRule rule, List<Table> tables) {
        boolean generated = false;
        for (Table table : tables) {
            for (Column column : table.columns()) {
                if (rule.key().matches(column.name())) {
                    if (!column.generated()) {
                        return Optional.empty();
                    }
                    generated = true;
                }
            }
        }
        String key = rule.key().text();
        return Optional.of(nothing(
                generated
                        ? new Place.HintInFile(rule.position(), key, "generated: made from other columns")
                        : new Place.NameInFile(rule.position(), key)));
    }

    private static Problem nothing(Place place) {
        return new Problem(Failure.RULE_MATCHES_NOTHING, place);
    }
}
