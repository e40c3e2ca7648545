package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.guard.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares what a restore has loaded with what the archive's seal counts.
///
/// Partitions count together, because PostgreSQL may put a row into another partition than in the source where
/// an enum's hash decides. An extension's configuration table may hold rows of the extension beside ours.
/// Tables whose row-level security hides rows even from this role can't be counted.
final class RowCounts {
    private static final String TABLES = """
            SELECT n.nspname, c.relname, coalesce(rn.nspname, n.nspname), coalesce(r.relname, c.relname),
                EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'),
                row_security_active(c.oid)
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_class r ON r.oid = pg_partition_root(c.oid)
            LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
            WHERE c.relkind = 'r' AND c.oid >= 16384
            """;

    private RowCounts() {}

    /// A table by its name.
    private record Name(String schema, String table) {}

    /// A table that is there.
    private record Loaded(Name root, boolean ofExtension, boolean hidden) {}

    /// @throws NightmaskException ARCHIVE_COUNTS with every table that holds more or fewer rows
    static void check(Session session, List<TableCount> sealed) {
        Map<Name, Loaded> tables = tables(session);
        Map<Name, Long> missing = new LinkedHashMap<>();
        for (TableCount count : sealed) {
            Name name = new Name(count.schema(), count.table());
            Loaded loaded = tables.getOrDefault(name, new Loaded(name, false, false));
            if (!loaded.hidden()) {
                long found = tables.containsKey(name) ? rows(session, name) : -1;
                long difference = count.rows() - found;
                missing.merge(loaded.root(), loaded.ofExtension() ? Math.max(0, difference) : difference, Long::sum);
            }
        }
        List<Problem> problems = new ArrayList<>();
        missing.forEach((name, rows) -> {
            if (rows != 0) {
                problems.add(new Problem(Failure.ARCHIVE_COUNTS, new Place.Table(name.schema(), name.table())));
            }
        });
        if (!problems.isEmpty()) {
            throw new NightmaskException(problems);
        }
    }

    private static Map<Name, Loaded> tables(Session session) {
        Map<Name, Loaded> tables = new HashMap<>();
        session.query(
                TABLES,
                row -> tables.put(
                        new Name(row.getString(1), row.getString(2)),
                        new Loaded(
                                new Name(row.getString(3), row.getString(4)), row.getBoolean(5), row.getBoolean(6))));
        return tables;
    }

    private static long rows(Session session, Name name) {
        return session.one(
                "SELECT count(*) FROM ONLY " + Session.quoted(name.schema()) + "." + Session.quoted(name.table()),
                row -> row.getLong(1));
    }
}
