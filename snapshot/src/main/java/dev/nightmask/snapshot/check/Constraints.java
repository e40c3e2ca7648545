package dev.nightmask.snapshot.check;

import dev.nightmask.snapshot.check.Examined.Verdict;
import dev.nightmask.snapshot.check.Inquiry.Question;
import java.util.List;

/// Counts the rows that do not meet a check constraint, a domain's or a NOT NULL that is declared NOT VALID. Those
/// that are valid hold: the server evaluates them for every row that is written, whatever triggers are off.
final class Constraints {
    /// A partition and a child table have constraints of their own, so each table is asked for its own rows alone.
    private static final String OF_TABLES = """
            SELECT n.nspname, c.relname, false, k.conname, k.contype, %s, pg_get_expr(k.conbin, k.conrelid),
                (SELECT quote_ident(a.attname) FROM pg_attribute a
                    WHERE k.contype = 'n' AND a.attrelid = k.conrelid AND a.attnum = k.conkey[1])
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype IN ('c', 'n') AND NOT k.convalidated AND c.relkind = 'r' AND c.relpersistence <> 't'
            ORDER BY n.nspname, c.relname, k.conname
            """.formatted(OwnCode.runBy("pg_constraint", "k.oid"));

    /// `VALUE`, which stands for the domain's value, is also how a column called `value` may be written.
    private static final String OF_DOMAINS = """
            SELECT n.nspname, c.relname, false, k.conname, 'd', %s, pg_get_expr(k.conbin, 0), quote_ident(a.attname)
            FROM pg_constraint k
            JOIN pg_attribute a ON a.atttypid = k.contypid AND NOT a.attisdropped
            JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype = 'c' AND k.contypid <> 0 AND NOT k.convalidated AND c.relkind = 'r'
            AND c.relpersistence <> 't'
            ORDER BY n.nspname, c.relname, k.conname, a.attnum
            """.formatted(OwnCode.runBy("pg_constraint", "k.oid"));

    private static final String VALID = """
            SELECT count(*) FROM pg_constraint k LEFT JOIN pg_class c ON c.oid = k.conrelid
            WHERE k.contype = 'c' AND k.convalidated AND k.oid >= 16384
            """;

    private Constraints() {}

    /// @param kind c for a check, n for NOT NULL, d for a domain's check
    /// @param column of NOT NULL and of a domain
    private record NotValid(
            Relation table, String name, String kind, boolean ownCode, String expression, String column) {}

    static void examine(Inquiry inquiry) {
        inquiry.catalog(VALID, row -> row.getLong(1)).forEach(number -> inquiry.vouched(Check.CONSTRAINT, number));
        for (String sql : List.of(OF_TABLES, OF_DOMAINS)) {
            inquiry.catalog(
                            sql,
                            row -> new NotValid(
                                    Relation.read(row, 1),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getBoolean(6),
                                    row.getString(7),
                                    row.getString(8)))
                    .forEach(constraint -> examine(inquiry, constraint));
        }
    }

    private static void examine(Inquiry inquiry, NotValid constraint) {
        Check check = constraint.kind.equals("n") ? Check.NOT_NULL : Check.CONSTRAINT;
        String object = constraint.table.name(constraint.name);
        if (constraint.ownCode) {
            inquiry.unexamined(check, object);
        } else {
            inquiry.ask(new Question(check, object, constraint.table, Verdict.UNPROMISED), offenders(constraint));
        }
    }

    /// A comparison with NULL that the planner could settle by the declaration itself is put as a function.
    private static String offenders(NotValid constraint) {
        String from = constraint.table.from();
        return switch (constraint.kind) {
            case "n" -> "SELECT count(*) FROM " + from + " WHERE num_nulls(" + constraint.column + ") > 0";
            case "d" ->
                "SELECT count(*) FROM (SELECT " + constraint.column + " AS value FROM " + from + ") AS v WHERE NOT ("
                        + constraint.expression + ")";
            default -> "SELECT count(*) FROM " + from + " WHERE NOT (" + constraint.expression + ")";
        };
    }
}
