package dev.nightmask.snapshot.check;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.check.Examined.Verdict;
import dev.nightmask.snapshot.check.Inquiry.Question;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares the rows of tables with what a snapshot's seal counts.
///
/// Partitions count together, because PostgreSQL may put a row into another partition than in the source where
/// an enum's hash decides. An extension's configuration table may hold rows of the extension beside ours.
final class RowCounts {
    private static final String TABLES = """
            SELECT n.nspname, c.relname, coalesce(rn.nspname, n.nspname), coalesce(r.relname, c.relname),
                EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_class r ON r.oid = pg_partition_root(c.oid)
            LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
            WHERE c.relkind = 'r' AND c.oid >= 16384
            """;

    private final Inquiry inquiry;
    private final Map<Relation, Present> tables = new HashMap<>();
    private final Map<Relation, Tally> tallies = new LinkedHashMap<>();

    private RowCounts(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    /// A table that is there.
    private record Present(Relation root, boolean ofExtension) {}

    /// What is there, and how much more or less that is than it should be.
    private record Tally(long rows, long difference) {
        Tally and(Tally other) {
            return new Tally(rows + other.rows, difference + other.difference);
        }
    }

    static void examine(Inquiry inquiry, List<TableCount> counts) {
        if (counts.isEmpty()) {
            return;
        }
        RowCounts all = new RowCounts(inquiry);
        all.readTables();
        counts.forEach(all::compare);
        all.tallies.forEach((table, tally) -> inquiry.note(
                new Question(Check.ROWS, table.name(), table, Verdict.BROKEN), tally.rows, Math.abs(tally.difference)));
    }

    private void readTables() {
        inquiry.catalog(
                TABLES,
                row -> tables.put(
                        new Relation(row.getString(1), row.getString(2), false),
                        new Present(new Relation(row.getString(3), row.getString(4), false), row.getBoolean(5))));
    }

    private void compare(TableCount count) {
        Relation table = new Relation(count.schema(), count.table(), false);
        Present present = tables.get(table);
        if (present == null) {
            add(table, new Tally(0, Math.max(1, count.rows())));
            return;
        }
        try {
            long found = inquiry.rows(table);
            long difference = found - count.rows();
            add(present.root, new Tally(found, present.ofExtension ? Math.min(0, difference) : difference));
        } catch (NightmaskException e) {
            if (!Inquiry.isRefusal(e)) {
                throw e;
            }
            inquiry.unexamined(Check.ROWS, table.name());
        }
    }

    private void add(Relation table, Tally tally) {
        tallies.merge(table, tally, Tally::and);
    }
}
