package dev.nightmask.snapshot.catalog;

import dev.nightmask.snapshot.catalog.Table.ForeignKey;
import dev.nightmask.snapshot.catalog.Table.UniqueKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the foreign, unique and partition keys of tables.
final class KeyReader {
    /// A partition has its own copy of each foreign key. A key to a partitioned table has further rows, one
    /// for each partition below it, under the same table: those are not keys of their own.
    private static final String FOREIGN = """
            SELECT k.conrelid::int8, k.conname, k.confrelid::int8,
                ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u(attnum, i)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum ORDER BY u.i),
                ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY AS u(attnum, i)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum ORDER BY u.i)
            FROM pg_catalog.pg_constraint k
            WHERE k.contype = 'f' AND k.conrelid::int8 = ANY (?)
            AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint p
                WHERE p.oid = k.conparentid AND p.conrelid = k.conrelid)
            ORDER BY k.conrelid, k.conname
            """;

    /// The columns of an expression are known by what the index depends on, which holds those of its predicate
    /// too; so an index without expressions takes its columns from its key alone. The column that says whether
    /// NULLs are distinct came with PostgreSQL 15.
    private static final String UNIQUE = """
            SELECT i.indrelid::int8, c.relname, NOT (i.indisexclusion
                OR coalesce((pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)),
                ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                    WHERE a.attrelid = i.indrelid AND a.attnum > 0 AND NOT a.attisdropped
                    AND (a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
                        OR i.indexprs IS NOT NULL AND EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                            WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid
                            AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                            AND d.refobjid = i.indrelid AND d.refobjsubid = a.attnum))
                    ORDER BY a.attnum)
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid::int8 = ANY (?) AND (i.indisunique OR i.indisexclusion)
            AND (i.indisvalid OR c.relkind = 'I')
            ORDER BY i.indrelid, c.relname
            """;

    /// Columns of a partition key, those in expressions too, depend internally on their table
    /// (`heap.c`, StorePartitionKey).
    private static final String PARTITION = """
            SELECT d.objid::int8, a.attname
            FROM pg_catalog.pg_depend d
            JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = d.objid
            JOIN pg_catalog.pg_attribute a ON a.attrelid = d.objid AND a.attnum = d.objsubid
            WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = d.classid
            AND d.refobjid = d.objid AND d.objsubid > 0 AND d.refobjsubid = 0 AND d.deptype = 'i'
            AND d.objid::int8 = ANY (?)
            ORDER BY d.objid, a.attnum
            """;

    private KeyReader() {}

    static Map<Long, List<ForeignKey>> foreignKeys(Connection connection, Collection<Long> tables) throws SQLException {
        Map<Long, List<ForeignKey>> keys = new HashMap<>();
        Query.forTables(
                connection,
                FOREIGN,
                tables,
                row -> keys.computeIfAbsent(row.getLong(1), table -> new ArrayList<>())
                        .add(new ForeignKey(
                                row.getString(2), Query.names(row, 4), row.getLong(3), Query.names(row, 5))));
        return keys;
    }

    static Map<Long, List<UniqueKey>> uniqueKeys(Connection connection, Collection<Long> tables) throws SQLException {
        Map<Long, List<UniqueKey>> keys = new HashMap<>();
        Query.forTables(
                connection,
                UNIQUE,
                tables,
                row -> keys.computeIfAbsent(row.getLong(1), table -> new ArrayList<>())
                        .add(new UniqueKey(row.getString(2), Query.names(row, 4), row.getBoolean(3))));
        return keys;
    }

    /// The columns of each partitioned table's own key.
    static Map<Long, List<String>> partitionKeys(Connection connection, Collection<Long> tables) throws SQLException {
        Map<Long, List<String>> keys = new HashMap<>();
        Query.forTables(
                connection,
                PARTITION,
                tables,
                row -> keys.computeIfAbsent(row.getLong(1), table -> new ArrayList<>())
                        .add(row.getString(2)));
        return keys;
    }
}
