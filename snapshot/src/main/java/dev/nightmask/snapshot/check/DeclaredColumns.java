package dev.nightmask.snapshot.check;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.rules.DeclaredReferences;
import dev.nightmask.rules.DeclaredReferences.Found;
import dev.nightmask.rules.RuleSet;
import dev.nightmask.snapshot.archive.Reference;
import dev.nightmask.snapshot.guard.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Finds the columns that rules say reference one another in a database.
public final class DeclaredColumns {
    private static final String COLUMNS = """
            SELECT n.nspname, c.relname, a.attname, c.relispartition
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384 AND c.relpersistence <> 't'
            AND a.attnum > 0 AND NOT a.attisdropped
            """;

    private final Map<String, Relation> tables = new HashMap<>();
    private final Map<String, Set<String>> columns = new HashMap<>();
    private final Set<String> partitions = new HashSet<>();

    private DeclaredColumns() {}

    /// @throws NightmaskException RULE_MATCHES_NOTHING with every declaration that leads nowhere in this database
    public static List<Reference> in(Session session, RuleSet rules) {
        DeclaredColumns all = new DeclaredColumns();
        session.query(COLUMNS, row -> {
            all.add(new Relation(row.getString(1), row.getString(2), true), row.getString(3), row.getBoolean(4));
            return true;
        });
        DeclaredReferences declared = DeclaredReferences.in(rules, all.columns);
        if (!declared.problems().isEmpty()) {
            throw new NightmaskException(declared.problems());
        }
        return declared.found().stream()
                .filter(found -> !all.partitions.contains(found.table()))
                .map(all::reference)
                .toList();
    }

    private void add(Relation table, String column, boolean partition) {
        tables.put(table.name(), table);
        columns.computeIfAbsent(table.name(), name -> new HashSet<>()).add(column);
        if (partition) {
            partitions.add(table.name());
        }
    }

    private Reference reference(Found found) {
        Relation table = Objects.requireNonNull(tables.get(found.table()));
        Relation target = Objects.requireNonNull(tables.get(found.targetTable()));
        return new Reference(
                table.schema(), table.table(), found.column(), target.schema(), target.table(), found.targetColumn());
    }
}
