package dev.nightmask.snapshot.catalog;

import dev.nightmask.mask.ValueType;
import dev.nightmask.mask.ValueType.Family;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the columns of tables, each domain resolved to the type below it.
final class ColumnReader {
    private static final String COLUMNS = """
            WITH RECURSIVE domain(oid, base, typmod, required) AS (
                SELECT t.oid, t.typbasetype, t.typtypmod, t.typnotnull
                FROM pg_catalog.pg_type t WHERE t.typtype = 'd'
                UNION ALL
                SELECT d.oid, t.typbasetype, CASE WHEN d.typmod >= 0 THEN d.typmod ELSE t.typtypmod END,
                    d.required OR t.typnotnull
                FROM domain d JOIN pg_catalog.pg_type t ON t.oid = d.base AND t.typtype = 'd'
            )
            SELECT a.attrelid::int8, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
                n.nspname, t.typname, CASE WHEN d.oid IS NULL THEN a.atttypmod ELSE d.typmod END,
                a.attnotnull OR coalesce(d.required, false), a.attgenerated <> ''
            FROM pg_catalog.pg_attribute a
            LEFT JOIN (
                SELECT e.* FROM domain e JOIN pg_catalog.pg_type u ON u.oid = e.base AND u.typtype <> 'd'
            ) d ON d.oid = a.atttypid
            JOIN pg_catalog.pg_type t ON t.oid = coalesce(d.base, a.atttypid)
            JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            WHERE a.attrelid::int8 = ANY (?) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attrelid, a.attgenerated <> '', a.attnum
            """;

    private static final int NAME_BYTES = 63;
    private static final int TYPMOD_HEADER = 4;

    private ColumnReader() {}

    /// The columns by the oid of their table, in the order of the COPY column list, generated ones behind.
    static Map<Long, List<Column>> read(Connection connection, Collection<Long> tables) throws SQLException {
        Map<Long, List<Column>> columns = new HashMap<>();
        Query.forTables(
                connection,
                COLUMNS,
                tables,
                row -> columns.computeIfAbsent(row.getLong(1), table -> new ArrayList<>())
                        .add(column(row)));
        return columns;
    }

    private static Column column(ResultSet row) throws SQLException {
        ValueType type = type(row.getString(4), row.getString(5), row.getInt(6));
        return new Column(row.getString(2), type, row.getString(3), row.getBoolean(7), row.getBoolean(8));
    }

    /// @param schema of the type; the types of extensions live where the extension was put
    /// @param typmod the type's modifier, -1 for none
    static ValueType type(String schema, String name, int typmod) {
        if (name.equals("citext")) {
            return new ValueType(Family.CITEXT, 0);
        }
        if (!schema.equals("pg_catalog")) {
            return new ValueType(Family.OTHER, 0);
        }
        return switch (name) {
            case "varchar", "bpchar" -> new ValueType(Family.TEXT, Math.max(0, typmod - TYPMOD_HEADER));
            case "name" -> new ValueType(Family.TEXT, NAME_BYTES);
            case "char" -> new ValueType(Family.TEXT, 1);
            default -> new ValueType(family(name), 0);
        };
    }

    private static Family family(String name) {
        return switch (name) {
            case "text" -> Family.TEXT;
            case "int2" -> Family.SMALLINT;
            case "int4" -> Family.INTEGER;
            case "int8" -> Family.BIGINT;
            case "numeric" -> Family.NUMERIC;
            case "float4", "float8" -> Family.FLOAT;
            case "bool" -> Family.BOOLEAN;
            case "date" -> Family.DATE;
            case "timestamp", "timestamptz" -> Family.TIMESTAMP;
            case "uuid" -> Family.UUID;
            case "json", "jsonb" -> Family.JSON;
            case "bytea" -> Family.BYTEA;
            default -> Family.OTHER;
        };
    }
}
