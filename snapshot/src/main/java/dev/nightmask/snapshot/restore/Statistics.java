package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.guard.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The statistics of a database, which an archive does not hold: gathered by as many sessions as take part, large
/// tables first.
final class Statistics {
    /// What ANALYZE without a name takes, the server's own tables included. With a partitioned table come its
    /// partitions.
    private static final String TABLES = """
            SELECT format('%I.%I', n.nspname, c.relname),
                coalesce((SELECT sum(pg_relation_size(t.relid)) FROM pg_partition_tree(c.oid) t), pg_relation_size(c.oid))
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
            ORDER BY 2 DESC, 1""";

    /// Expressions of indexes are evaluated with the search path that everybody has.
    private static final List<String> SETTINGS = List.of(
            "RESET default_transaction_read_only",
            "RESET search_path",
            "RESET row_security",
            "RESET lock_timeout",
            "SET statement_timeout = 0");

    /// A table that is worth a statement of its own.
    private static final long LARGE_BYTES = 1 << 23;

    private static final int MOST_NAMES = 100;

    private final Queue<String> left = new ConcurrentLinkedQueue<>();

    static Statistics of(Session session) {
        Statistics statistics = new Statistics();
        List<String> small = new ArrayList<>();
        session.query(TABLES, row -> {
            if (row.getLong(2) >= LARGE_BYTES) {
                statistics.left.add(row.getString(1));
            } else {
                small.add(row.getString(1));
            }
            return true;
        });
        for (int from = 0; from < small.size(); from += MOST_NAMES) {
            statistics.left.add(String.join(", ", small.subList(from, Math.min(small.size(), from + MOST_NAMES))));
        }
        return statistics;
    }

    /// Takes part until there is nothing left to begin.
    ///
    /// @param session may have the settings of a [DatabaseCheck], which are taken back
    void gather(Session session) {
        SETTINGS.forEach(session::execute);
        for (String tables = left.poll(); tables != null; tables = left.poll()) {
            session.execute("ANALYZE " + tables);
        }
    }
}
