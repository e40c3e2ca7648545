package dev.nightmask.rules;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Place.FilePosition;
import dev.nightmask.failure.Problem;
import dev.nightmask.rules.RuleSet.ReferenceRule;
import dev.nightmask.rules.RuleSet.TableRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The references that rules declare, bound to the tables of a database.
///
/// @param found each once for every table that declares it
/// @param problems what leads to no table or column
public record DeclaredReferences(List<Found> found, List<Problem> problems) {
    public DeclaredReferences {
        found = List.copyOf(found);
        problems = List.copyOf(problems);
    }

    /// A column and the one it references; tables are called `schema.table`.
    ///
    /// @param position of the referenced column in the rule file
    public record Found(String table, String column, String targetTable, String targetColumn, FilePosition position) {}

    private record Target(String table, String column) {}

    /// @param columns of every table, by its name `schema.table`
    public static DeclaredReferences in(RuleSet rules, Map<String, Set<String>> columns) {
        List<Found> found = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (TableRules table : rules.tables()) {
            for (ReferenceRule rule : table.references()) {
                List<String> tables = columns.keySet().stream()
                        .filter(name -> table.key().matches(name)
                                && columns.getOrDefault(name, Set.of()).contains(rule.column()))
                        .sorted()
                        .toList();
                Optional<Target> target = target(rule.target(), columns);
                if (tables.isEmpty()) {
                    problems.add(nothing(rule.position(), rule.column()));
                } else if (target.isEmpty()) {
                    problems.add(nothing(rule.targetPosition(), rule.target()));
                } else {
                    tables.forEach(name -> found.add(new Found(
                            name,
                            rule.column(),
                            target.get().table(),
                            target.get().column(),
                            rule.targetPosition())));
                }
            }
        }
        return new DeclaredReferences(found, problems);
    }

    /// A name may hold dots, so each may be the one before the column.
    private static Optional<Target> target(String text, Map<String, Set<String>> columns) {
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
            String table = text.substring(0, dot);
            String column = text.substring(dot + 1);
            if (columns.getOrDefault(table, Set.of()).contains(column)) {
                return Optional.of(new Target(table, column));
            }
        }
        return Optional.empty();
    }

    private static Problem nothing(FilePosition position, String name) {
        return new Problem(Failure.RULE_MATCHES_NOTHING, new Place.NameInFile(position, name));
    }
}
