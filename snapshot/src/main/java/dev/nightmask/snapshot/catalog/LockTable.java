package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.sql.Connection;
import java.sql.SQLException;

/// Asks beforehand whether the server's lock table has room for a lock on every table: it is of a fixed size, set
/// when the server starts, and shared by all sessions (`lock.c`, NLOCKENTS).
///
/// A table counts once, however many sessions lock it. What others hold is left to them.
final class LockTable {
    private static final String ROOM = """
            SELECT s.slots * pg_catalog.current_setting('max_locks_per_transaction')::int8, s.slots,
                (SELECT pg_catalog.count(*) FROM pg_catalog.pg_class c
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
                    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'),
                (SELECT pg_catalog.count(DISTINCT (l.database, l.relation))
                    FROM pg_catalog.pg_locks l WHERE l.locktype = 'relation' AND NOT l.fastpath)
            FROM (SELECT pg_catalog.sum(pg_catalog.current_setting(name)::int8)::int8 + 1 AS slots
                FROM pg_catalog.unnest(ARRAY['max_connections', 'autovacuum_max_workers', 'max_worker_processes',
                    'max_wal_senders', 'max_prepared_transactions']) AS name) s
            """;

    /// Beside the tables, pg_dump locks some 150 catalogs and their indexes, and so do we.
    private static final long OTHERS = 250;

    private LockTable() {}

    /// @throws NightmaskException SOURCE_LOCK_TABLE with the setting that would do
    static void check(Connection connection) throws SQLException {
        Query.forAll(connection, ROOM, row -> check(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
    }

    private static void check(long capacity, long slots, long tables, long held) {
        long needed = tables + held + OTHERS;
        if (needed > capacity) {
            throw new NightmaskException(
                    Failure.SOURCE_LOCK_TABLE,
                    new Place.Setting("max_locks_per_transaction, at least " + Math.ceilDiv(needed, slots)));
        }
    }
}
