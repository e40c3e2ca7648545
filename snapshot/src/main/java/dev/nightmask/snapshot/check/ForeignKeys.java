package dev.nightmask.snapshot.check;

import dev.nightmask.snapshot.check.DatabaseCheck.Depth;
import dev.nightmask.snapshot.check.Examined.Verdict;
import dev.nightmask.snapshot.check.Inquiry.Question;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Counts the rows whose foreign key leads nowhere. Triggers that are switched off (`session_replication_role`) let
/// such rows in without a trace, so what the catalog says of a key proves nothing here.
///
/// One anti-join for each key, with the operators and the collation that the key's own trigger compares with
/// (`ri_triggers.c`). A key of a partitioned table is asked for at its root.
final class ForeignKeys {
    private static final String KEYS = """
            SELECT n.nspname, c.relname, c.relkind = 'p', t.nspname, f.relname, f.relkind = 'p',
                k.conname, k.convalidated, present, joined, period,
                CASE WHEN k.confmatchtype = 'f' THEN columns ELSE '' END, cardinality(k.conkey)
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace t ON t.oid = f.relnamespace
            CROSS JOIN LATERAL (
                SELECT string_agg(format('r.%I IS NOT NULL', a.attname), ' AND ' ORDER BY u.i) AS present,
                    string_agg(format('r.%I', a.attname), ', ' ORDER BY u.i) AS columns,
                    string_agg(format('p.%I OPERATOR(%I.%s) r.%I', b.attname, x.nspname, o.oprname, a.attname)
                        || coalesce(' COLLATE ' || quote_ident(y.nspname) || '.' || quote_ident(l.collname), ''), ' AND ' ORDER BY u.i) AS joined,
                    CASE WHEN (to_jsonb(k) ->> 'conperiod')::boolean THEN (array_agg(
                        format('pg_catalog.range_agg(p.%I) OPERATOR(pg_catalog.@>) r.%I', b.attname, a.attname)
                        ORDER BY u.i DESC))[1] ELSE '' END AS period
                FROM unnest(k.conkey, k.confkey, k.conpfeqop) WITH ORDINALITY AS u(own, theirs, operator, i)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.own
                JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = u.theirs
                JOIN pg_operator o ON o.oid = u.operator JOIN pg_namespace x ON x.oid = o.oprnamespace
                LEFT JOIN pg_collation l ON l.oid = b.attcollation AND a.attcollation NOT IN (0, b.attcollation)
                LEFT JOIN pg_namespace y ON y.oid = l.collnamespace
            ) columns
            WHERE k.contype = 'f' AND k.conparentid = 0 AND c.oid >= 16384 AND c.relpersistence <> 't'
            ORDER BY n.nspname, c.relname, k.conname
            """;

    private ForeignKeys() {}

    private record Key(Relation from, Relation to, String name, boolean valid, Condition condition) {}

    /// @param present true of rows that reference something
    /// @param joined true of a row and the one it references, called r and p
    /// @param period what takes the place of a join for a temporal key (since 18); empty for others
    /// @param full the columns, where all or none of them must be NULL
    private record Condition(String present, String joined, String period, String full, int columns) {}

    static void examine(Inquiry inquiry, Depth depth) {
        for (Key key : inquiry.catalog(KEYS, ForeignKeys::read)) {
            if (depth == Depth.ALL || !key.valid) {
                Verdict ifAny = key.valid ? Verdict.BROKEN : Verdict.UNPROMISED;
                inquiry.ask(new Question(Check.FOREIGN_KEY, key.from.name(key.name), key.from, ifAny), orphans(key));
            }
        }
    }

    private static Key read(ResultSet row) throws SQLException {
        return new Key(
                Relation.read(row, 1),
                Relation.read(row, 4),
                row.getString(7),
                row.getBoolean(8),
                new Condition(
                        row.getString(9), row.getString(10), row.getString(11), row.getString(12), row.getInt(13)));
    }

    private static String orphans(Key key) {
        Condition condition = key.condition;
        String referenced = " FROM " + key.to.from() + " AS p WHERE " + condition.joined;
        String missing = condition.period.isEmpty()
                ? "NOT EXISTS (SELECT" + referenced + ")"
                : "NOT coalesce((SELECT " + condition.period + referenced + "), false)";
        String rows = "(SELECT count(*) FROM " + key.from.from() + " AS r WHERE ";
        String orphans = rows + condition.present + " AND " + missing + ")";
        String halves = condition.full.isEmpty()
                ? ""
                : " + " + rows + "num_nulls(" + condition.full + ") BETWEEN 1 AND " + (condition.columns - 1) + ")";
        return "SELECT " + orphans + halves;
    }
}
