package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.rules.Glob;
import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The tables of a snapshot that are restored with their rows. All others are restored without.
///
/// @param patterns what the tables are called, as `schema.table`, with `*` for any characters; empty for every table
public record TableChoice(List<String> patterns) {
    public TableChoice {
        patterns = List.copyOf(patterns);
    }

    public static TableChoice all() {
        return new TableChoice(List.of());
    }

    public boolean isAll() {
        return patterns.isEmpty();
    }

    /// The TABLE DATA entries of these tables, in their order. With a table come its partitions and what inherits from
    /// it, as SELECT reads them.
    ///
    /// @throws NightmaskException TABLES_UNMATCHED with every pattern that no table matches
    public List<TocEntry> in(Toc toc) {
        if (isAll()) {
            return toc.tableData();
        }
        Set<TableName> chosen = in(new Families(toc));
        return toc.tableData().stream()
                .filter(entry -> chosen.contains(TableName.of(entry)))
                .toList();
    }

    private Set<TableName> in(Families families) {
        Set<TableName> chosen = new HashSet<>();
        List<Problem> unmatched = new ArrayList<>();
        for (String pattern : patterns) {
            Glob glob = new Glob(pattern);
            List<TableName> matching = families.tables().stream()
                    .filter(table -> glob.matches(table.text()))
                    .toList();
            matching.forEach(table -> chosen.addAll(families.of(table)));
            if (matching.isEmpty()) {
                unmatched.add(new Problem(Failure.TABLES_UNMATCHED, new Place.Found(pattern, 0)));
            }
        }
        if (!unmatched.isEmpty()) {
            throw new NightmaskException(unmatched);
        }
        return chosen;
    }
}
