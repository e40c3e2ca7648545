package dev.nightmask.snapshot.check;

import dev.nightmask.snapshot.check.Examined.Verdict;
import dev.nightmask.snapshot.check.Inquiry.Question;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Finds indexes that the server does not keep up or does not trust, those of primary keys, unique and exclusion
/// constraints among them, and counts the keys that repeat under the unique ones. An index that is valid keeps its
/// promise: nothing gets past it, whatever triggers are off.
final class Indexes {
    private static final String USER_INDEXES = """
            FROM pg_index i
            JOIN pg_class x ON x.oid = i.indexrelid
            JOIN pg_class c ON c.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.oid >= 16384 AND c.relpersistence <> 't' AND n.nspname <> 'pg_toast'
            AND %s (i.indisvalid AND i.indisready AND i.indislive)
            """;

    private static final String INVALID = """
            SELECT n.nspname, c.relname, c.relkind = 'p', x.relname, i.indisunique AND NOT i.indisexclusion, %s,
                (SELECT string_agg(pg_get_indexdef(i.indexrelid, k, false), ', ' ORDER BY k)
                    FROM generate_series(1, i.indnkeyatts) AS k),
                (SELECT string_agg(pg_get_indexdef(i.indexrelid, k, false) || ' IS NOT NULL', ' AND ' ORDER BY k)
                    FROM generate_series(1, i.indnkeyatts) AS k
                    WHERE NOT coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)),
                pg_get_expr(i.indpred, i.indrelid)
            """.formatted(OwnCode.runBy("pg_class", "i.indexrelid"))
            + USER_INDEXES.formatted("NOT")
            + "ORDER BY n.nspname, x.relname";

    private Indexes() {}

    /// @param keys the key columns and expressions
    /// @param where what rows count
    private record Invalid(Relation table, String name, boolean unique, boolean ownCode, String keys, String where) {}

    static void examine(Inquiry inquiry) {
        inquiry.catalog("SELECT count(*) " + USER_INDEXES.formatted(""), row -> row.getLong(1))
                .forEach(number -> inquiry.vouched(Check.INDEX, number));
        inquiry.catalog(INVALID, Indexes::read).forEach(index -> examine(inquiry, index));
    }

    /// An index of a partitioned table is invalid until every partition has its own: a copy takes that over.
    private static void examine(Inquiry inquiry, Invalid index) {
        String object = index.table.name(index.name);
        Verdict verdict = index.table.whole() ? Verdict.UNPROMISED : Verdict.BROKEN;
        inquiry.note(new Question(Check.INDEX, object, index.table, verdict), 0, 1);
        if (index.unique && index.ownCode) {
            inquiry.unexamined(Check.UNIQUE, object);
        } else if (index.unique) {
            inquiry.ask(new Question(Check.UNIQUE, object, index.table, verdict), repeated(index));
        }
    }

    private static Invalid read(ResultSet row) throws SQLException {
        String present = row.getString(8);
        String predicate = row.getString(9);
        return new Invalid(
                Relation.read(row, 1),
                row.getString(4),
                row.getBoolean(5),
                row.getBoolean(6),
                row.getString(7),
                (present == null ? "true" : present) + (predicate == null ? "" : " AND (" + predicate + ")"));
    }

    private static String repeated(Invalid index) {
        return "SELECT coalesce(sum(d.rows - 1), 0) FROM (SELECT count(*) AS rows FROM " + index.table.from()
                + " WHERE " + index.where + " GROUP BY " + index.keys + " HAVING count(*) > 1) AS d";
    }
}
