package dev.nightmask.snapshot.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmask.rules.Rule;
import dev.nightmask.snapshot.archive.Reference;
import dev.nightmask.snapshot.catalog.Column;
import dev.nightmask.snapshot.catalog.Table;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A decision for every column of every table that has a data entry, in the order of those entries.
///
/// @param references that the rules declare beside the catalog's foreign keys
public record MaskPlan(List<TablePlan> tables, List<Reference> references) {
    public MaskPlan {
        tables = List.copyOf(tables);
        references = List.copyOf(references);
    }

    /// About how many bytes of tables will be read, by their size on disk.
    public long expectedBytes() {
        return tables.stream()
                .filter(TablePlan::rows)
                .mapToLong(plan -> plan.table().bytes())
                .sum();
    }

    /// SHA-256 of all decisions, hex: two plans with the same digest and the same key mask alike.
    public String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (TablePlan plan : tables) {
                Table table = plan.table();
                sha256.update((table.oid() + "," + plan.rows() + "," + plan.decisions() + "\n").getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What happens to one table.
    ///
    /// @param rows false when the structure goes without rows
    /// @param decisions one for each column of the COPY column list, in its order; empty without rows
    public record TablePlan(Table table, boolean rows, List<Decision> decisions) {
        public TablePlan {
            decisions = List.copyOf(decisions);
        }
    }

    /// What happens to one column.
    ///
    /// @param domain the pseudonym domain: the rule's own, else the qualified name of the column that decides
    public record Decision(Column column, Rule rule, String domain) {}
}
