package dev.nightmask.rules;

import dev.nightmask.failure.Place.FilePosition;
import java.util.List;

/// All rules of a rule file or of a directory of them, in the order of their places.
///
/// @param unclassified what happens to a column that no rule decides
/// @param digest SHA-256 of what was read, in hex: tells whether two runs had the same rules
public record RuleSet(Unclassified unclassified, List<TableRules> tables, String digest) {
    public RuleSet {
        tables = List.copyOf(tables);
    }

    /// What happens to a column that no rule decides. There is no third way.
    public enum Unclassified {
        REFUSE,
        SUPPRESS
    }

    /// The rules under one table key.
    ///
    /// @param key matched against `schema.table`
    /// @param rows false when the rule is `none`: structure, no rows, and no column rules
    public record TableRules(
            Glob key, FilePosition position, boolean rows, List<ColumnRule> columns, List<ReferenceRule> references) {
        public TableRules {
            columns = List.copyOf(columns);
            references = List.copyOf(references);
        }
    }

    /// A column that references another, though no foreign key says so.
    ///
    /// @param target the referenced column, as `schema.table.column`
    public record ReferenceRule(String column, FilePosition position, String target, FilePosition targetPosition) {}

    /// One column key with its rule.
    public record ColumnRule(Glob key, FilePosition position, Rule rule) {}
}
