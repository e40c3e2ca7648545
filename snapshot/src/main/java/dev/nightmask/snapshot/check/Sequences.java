package dev.nightmask.snapshot.check;

import dev.nightmask.snapshot.check.Examined.Verdict;
import dev.nightmask.snapshot.check.Inquiry.Question;
import dev.nightmask.snapshot.guard.Session;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Counts the rows whose number a sequence has yet to give, so that a row to come may take the same one: of columns
/// that own a sequence (serial, identity) and of those that have it in their default. A sequence that counts down is
/// behind when a row is below it. One that begins anew after its last value is never behind.
final class Sequences {
    private static final String NUMBERED = """
            SELECT DISTINCT n.nspname, c.relname, c.relkind = 'p', a.attname, q.nspname, s.relname, p.seqincrement < 0
            FROM (
                SELECT objid AS sequence, refobjid AS relation, refobjsubid AS attnum FROM pg_depend
                WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass
                AND deptype IN ('a', 'i') AND refobjsubid > 0
                UNION ALL
                SELECT d.refobjid, v.adrelid, v.adnum FROM pg_depend d JOIN pg_attrdef v ON v.oid = d.objid
                WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass
            ) link
            JOIN pg_sequence p ON p.seqrelid = link.sequence AND NOT p.seqcycle
            JOIN pg_class s ON s.oid = link.sequence JOIN pg_namespace q ON q.oid = s.relnamespace
            JOIN pg_class c ON c.oid = link.relation JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = link.attnum AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't' AND c.oid >= 16384
            AND coalesce(nullif(t.typbasetype, 0), t.oid)
                IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)
            ORDER BY n.nspname, c.relname, a.attname
            """;

    private Sequences() {}

    /// @param sequence as in a statement
    private record Numbered(Relation table, String column, String sequence, boolean descending) {}

    static void examine(Inquiry inquiry) {
        for (Numbered numbered : inquiry.catalog(NUMBERED, Sequences::read)) {
            inquiry.ask(
                    new Question(
                            Check.SEQUENCE, numbered.table.name(numbered.column), numbered.table, Verdict.UNPROMISED),
                    taken(numbered));
        }
    }

    private static Numbered read(ResultSet row) throws SQLException {
        return new Numbered(
                Relation.read(row, 1),
                row.getString(4),
                Session.quoted(row.getString(5)) + "." + Session.quoted(row.getString(6)),
                row.getBoolean(7));
    }

    /// A sequence that was not called yet gives its last value first. The sequence is read after the statement's
    /// snapshot, so it is never behind a row of that snapshot by coincidence.
    private static String taken(Numbered numbered) {
        String rows = "(SELECT count(*) FROM " + numbered.table.from() + " AS r WHERE ";
        String column = "r." + Session.quoted(numbered.column) + (numbered.descending ? " <" : " >");
        String called = "(SELECT is_called FROM " + numbered.sequence + ")";
        String last = "(SELECT last_value FROM " + numbered.sequence + "))";
        return "SELECT " + rows + called + " AND " + column + " " + last + " + " + rows + "NOT " + called + " AND "
                + column + "= " + last;
    }
}
