package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.archive.TocEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Takes ACCESS SHARE on every table of a table of contents, and finds out whether one of them is no longer
/// what the exported snapshot shows: TRUNCATE and ALTER TABLE are not transactional enough for an older
/// snapshot, to which such a table reads as empty or with its columns exchanged.
final class TableLocks {
    private static final int BATCH_CHARACTERS = 100_000;

    /// Left the snapshot's view, right what holds now: functions look names and files up as of now. Mapped
    /// catalogs have no file number of their own.
    private static final String CHANGED = """
            SELECT n.nspname, c.relname
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.oid::int8 = ANY (?)
            AND (pg_catalog.to_regclass(pg_catalog.format('%I.%I', n.nspname, c.relname)) IS DISTINCT FROM c.oid
                OR c.relkind <> 'p' AND c.relfilenode <> 0
                    AND c.relfilenode IS DISTINCT FROM pg_catalog.pg_relation_filenode(c.oid)
                OR EXISTS (
                    SELECT 1 FROM pg_catalog.pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    AND a.attname <> (pg_catalog.pg_identify_object_as_address(
                        'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, a.attnum)).object_names[3]))
            ORDER BY 1, 2
            """;

    private static final String EXCLUSIVELY_LOCKED = """
            SELECT DISTINCT n.nspname, c.relname
            FROM pg_catalog.pg_locks l
            JOIN pg_catalog.pg_class c ON c.oid = l.relation
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND c.relkind IN ('r', 'p')
            AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
            ORDER BY 1, 2
            """;

    private TableLocks() {}

    /// Locks every table, in statements of bounded length. The tables must be locked by pg_dump already, so
    /// that this waits only behind somebody who waits for pg_dump.
    static void lock(Connection connection, List<TocEntry> entries) {
        try (Statement statement = connection.createStatement()) {
            for (String tables : batches(entries)) {
                statement.execute("LOCK TABLE " + tables + " IN ACCESS SHARE MODE");
            }
        } catch (SQLException e) {
            throw switch (Objects.requireNonNullElse(e.getSQLState(), "")) {
                case "55P03" -> locked(connection);
                case "53200" -> new NightmaskException(Failure.SOURCE_LOCK_TABLE, new Place.Nowhere());
                case "42P01", "3F000" -> new NightmaskException(Failure.SOURCE_CHANGED, new Place.Sql("42P01", ""));
                default -> ServerFailures.atStatement(Side.SOURCE, e);
            };
        }
    }

    /// @throws NightmaskException SOURCE_CHANGED with every table that changed since the snapshot
    static void checkUnchanged(Connection connection, List<TocEntry> entries) throws SQLException {
        List<Problem> changed = new ArrayList<>();
        List<Long> oids = entries.stream().map(TocEntry::oid).toList();
        Query.forTables(
                connection,
                CHANGED,
                oids,
                row -> changed.add(
                        new Problem(Failure.SOURCE_CHANGED, new Place.Table(row.getString(1), row.getString(2)))));
        if (!changed.isEmpty()) {
            throw new NightmaskException(changed);
        }
    }

    /// The failure that names the tables that somebody holds or waits for exclusively. Ends the transaction.
    static NightmaskException locked(Connection connection) {
        List<Problem> locked = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
            Query.forAll(
                    connection,
                    EXCLUSIVELY_LOCKED,
                    row -> locked.add(
                            new Problem(Failure.SOURCE_LOCKED, new Place.Table(row.getString(1), row.getString(2)))));
        } catch (SQLException e) {
            return ServerFailures.atStatement(Side.SOURCE, e);
        }
        return locked.isEmpty()
                ? new NightmaskException(Failure.SOURCE_LOCKED, new Place.Nowhere())
                : new NightmaskException(locked);
    }

    /// The entries that stand for tables, one for each.
    static List<TocEntry> tables(List<TocEntry> entries) {
        Map<Long, TocEntry> tables = new TreeMap<>();
        for (TocEntry entry : entries) {
            if (entry.isTableData() || entry.desc().equals("TABLE")) {
                tables.put(entry.oid(), entry);
            }
        }
        return List.copyOf(tables.values());
    }

    private static List<String> batches(List<TocEntry> entries) {
        List<String> batches = new ArrayList<>();
        StringBuilder batch = new StringBuilder();
        for (TocEntry entry : entries) {
            if (batch.length() > BATCH_CHARACTERS) {
                batches.add(batch.toString());
                batch.setLength(0);
            }
            batch.append(batch.isEmpty() ? "ONLY " : ", ONLY ")
                    .append(SqlName.quote(
                            Objects.requireNonNullElse(entry.namespace(), ""),
                            Objects.requireNonNullElse(entry.tag(), "")));
        }
        if (!batch.isEmpty()) {
            batches.add(batch.toString());
        }
        return batches;
    }
}
