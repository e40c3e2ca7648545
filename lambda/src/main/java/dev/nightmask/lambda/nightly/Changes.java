package dev.nightmask.lambda.nightly;

import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.plan.ColumnCoverage;
import dev.nightmask.snapshot.publish.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is different from the night before, for the people who answer for the data.
///
/// @param newColumns that were not copied before, each with the technique that decides it
/// @param changedColumns that another technique decides than before, with both
/// @param tables that have half as many rows again as before, or half as many, with both counts
record Changes(List<String> newColumns, List<String> changedColumns, List<String> tables) {
    /// Tables below it grow and shrink every night.
    private static final long TELLING_ROWS = 100;

    /// An event has room for so many and the name of a column can be long.
    private static final int MAX_LINES = 50;

    static Changes none() {
        return new Changes(List.of(), List.of(), List.of());
    }

    static Changes between(Manifest before, ColumnCoverage coveredBefore, Manifest now, ColumnCoverage covered) {
        List<String> fresh = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        covered.tables().forEach((table, columns) -> {
            Map<String, String> old = coveredBefore.tables().getOrDefault(table, new TreeMap<>());
            columns.forEach((column, technique) -> {
                String was = old.get(column);
                if (was == null) {
                    fresh.add("%s.%s: %s".formatted(table, column, technique));
                } else if (!was.equals(technique)) {
                    changed.add("%s.%s: %s, was %s".formatted(table, column, technique, was));
                }
            });
        });
        return new Changes(limited(fresh), limited(changed), limited(tables(before, now)));
    }

    private static List<String> tables(Manifest before, Manifest now) {
        Map<String, Long> old = rows(before);
        List<String> lines = new ArrayList<>();
        rows(now).forEach((table, rows) -> {
            long was = old.getOrDefault(table, rows);
            boolean telling = Math.max(was, rows) >= TELLING_ROWS;
            if (telling && (rows >= was + was / 2 + was % 2 || rows <= was / 2) && was != rows) {
                lines.add("%s: %,d rows, were %,d".formatted(table, rows, was));
            }
        });
        return lines;
    }

    private static Map<String, Long> rows(Manifest manifest) {
        Map<String, Long> rows = new TreeMap<>();
        for (TableCount table : manifest.seal().tables()) {
            rows.put(table.schema() + "." + table.table(), table.rows());
        }
        return rows;
    }

    private static List<String> limited(List<String> lines) {
        if (lines.size() <= MAX_LINES) {
            return List.copyOf(lines);
        }
        List<String> some = new ArrayList<>(lines.subList(0, MAX_LINES));
        some.add("and %,d more".formatted(lines.size() - MAX_LINES));
        return some;
    }
}
