package dev.nightmask.snapshot.check;

import dev.nightmask.snapshot.archive.Reference;
import dev.nightmask.snapshot.check.Examined.Verdict;
import dev.nightmask.snapshot.check.Inquiry.Question;
import dev.nightmask.snapshot.guard.Session;
import java.util.List;

/// Counts the rows whose value has no counterpart in the column that rules say they reference. Partitions and
/// children of both tables belong to them.
final class References {
    /// Both columns must be there. A type that an extension brought is compared by the operator of its own schema,
    /// all others by PostgreSQL's.
    private static final String JOIN = """
            SELECT format('p.%I OPERATOR(%I.=) r.%I', b.attname, coalesce(own.nspname, 'pg_catalog'), a.attname)
            FROM pg_attribute a
            JOIN pg_type s ON s.oid = a.atttypid
            CROSS JOIN pg_attribute b
            JOIN pg_type t ON t.oid = b.atttypid
            LEFT JOIN LATERAL (
                SELECT n.nspname FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
                WHERE o.oprname = '=' AND o.oprleft = coalesce(nullif(t.typbasetype, 0), t.oid)
                AND o.oprright = coalesce(nullif(s.typbasetype, 0), s.oid)
                ORDER BY n.oid LIMIT 1
            ) own ON true
            WHERE a.attrelid = to_regclass(?) AND a.attname = ? AND NOT a.attisdropped
            AND b.attrelid = to_regclass(?) AND b.attname = ? AND NOT b.attisdropped
            """;

    private References() {}

    static void examine(Inquiry inquiry, List<Reference> references) {
        for (Reference reference : references) {
            Relation from = new Relation(reference.schema(), reference.table(), true);
            Relation to = new Relation(reference.targetSchema(), reference.targetTable(), true);
            String object = from.name(reference.column()) + " -> " + to.name(reference.targetColumn());
            List<String> joins = inquiry.catalog(
                    JOIN,
                    row -> row.getString(1),
                    from.from(),
                    reference.column(),
                    to.from(),
                    reference.targetColumn());
            if (joins.isEmpty()) {
                inquiry.unexamined(Check.REFERENCE, object);
            } else {
                inquiry.ask(
                        new Question(Check.REFERENCE, object, from, Verdict.BROKEN),
                        orphans(from, to, reference.column(), joins.getFirst()));
            }
        }
    }

    private static String orphans(Relation from, Relation to, String column, String join) {
        return "SELECT count(*) FROM " + from.from() + " AS r WHERE r." + Session.quoted(column)
                + " IS NOT NULL AND NOT EXISTS (SELECT FROM " + to.from() + " AS p WHERE " + join + ")";
    }
}
