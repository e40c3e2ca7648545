package dev.nightmask.demo;

import java.util.ArrayList;
import java.util.List;

/// What the demo shows of its two databases.
final class Showcase {
    /// One line on how large the database is.
    static final String SIZES = """
            SELECT to_char(sum(reltuples), 'FM999,999') || ' rows in ' || count(*) || ' tables, of which '
                || count(*) FILTER (WHERE relispartition) || ' are partitions; '
                || pg_size_pretty(pg_database_size(current_database()))
            FROM pg_class WHERE relkind = 'r' AND relpersistence = 'p'
                AND relnamespace IN ('public'::regnamespace, 'audit'::regnamespace)
            """;

    private static final List<Row> ROWS = List.of(
            new Row("organiser 3", """
                    SELECT email, full_name, phone, company, joined_on, settings ->> 'theme' AS theme,
                        settings ->> 'reply_to' AS reply_to
                    FROM organisers WHERE id = 3"""),
            new Row("player 4", """
                    SELECT nickname, first_name, last_name, initials, date_of_birth,
                        contact #>> '{parent,email}' AS "parent's email"
                    FROM players WHERE id = 4"""),
            new Row("order 12", """
                    SELECT o.net_cents, o.vat_cents, o.billing ->> 'street' AS street, o.billing ->> 'country' AS country,
                        p.iban, p.payer_email
                    FROM orders o LEFT JOIN payments p ON p.order_id = o.id WHERE o.id = 12"""),
            new Row("what must agree", """
                    SELECT (SELECT count(*) FROM scores JOIN organisers ON email = recorded_by) AS "scores by organiser",
                        (SELECT count(*) FROM audit.log JOIN boards b ON b.id = (details ->> 'board')::uuid)
                            AS "log by board",
                        (SELECT count(DISTINCT email) FROM organisers) AS "distinct emails",
                        (SELECT sum(points) FROM standings) AS "points in matview"
                    """));

    private Showcase() {}

    private record Row(String title, String query) {}

    /// Rows of both databases side by side.
    static List<String> lines(Scoreboard scoreboard) {
        List<String> lines = new ArrayList<>();
        for (Row row : ROWS) {
            lines.addAll(SideBySide.lines(
                    row.title(),
                    scoreboard.production().query(row.query()),
                    scoreboard.dev().query(row.query())));
        }
        return lines;
    }

    /// Commands for another terminal.
    static List<String> waysToLookAround(Scoreboard scoreboard) {
        return List.of(
                scoreboard.production().shell(),
                scoreboard.dev().shell(),
                scoreboard.server().programs().resolve("pg_restore") + " -l " + scoreboard.archive());
    }
}
