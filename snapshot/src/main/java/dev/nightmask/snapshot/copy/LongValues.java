package dev.nightmask.snapshot.copy;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule;
import dev.nightmask.snapshot.catalog.SqlName;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/// Finds values of bytea that COPY can't write: as text they take twice their length, and no text may be longer
/// than a gigabyte (`MaxAllocSize` in `memutils.h`). pg_dump fails on them without a name.
///
/// Asks for the pages that are read next, so it costs no reading of its own: the length of a long value stands in
/// its row. Tables that hold nothing so long are not asked.
final class LongValues {
    /// Two hex digits for each byte and `\\x` before them, in less than a gigabyte.
    static final long MAX_BYTES = ((1L << 30) - 1 - 16) / 2;

    /// A value of that length compresses to no less: pglz and lz4 reach about one in 250.
    private static final long SUSPECT_BYTES = MAX_BYTES / 512;

    private LongValues() {}

    /// @throws NightmaskException SOURCE_VALUE_TOO_LONG with the column
    static void check(Connection session, TablePlan plan, PageRange pages) throws SQLException {
        List<Decision> suspects =
                plan.decisions().stream().filter(LongValues::isRead).toList();
        if (suspects.isEmpty() || plan.table().pages() == 0 || plan.table().bytes() < SUSPECT_BYTES) {
            return;
        }
        try (Statement statement = session.createStatement();
                ResultSet answer = statement.executeQuery(query(plan.table(), suspects, pages))) {
            answer.next();
            for (int i = 0; i < suspects.size(); i++) {
                if (answer.getLong(i + 1) > MAX_BYTES) {
                    throw tooLong(plan.table(), suspects.get(i));
                }
            }
        }
    }

    private static boolean isRead(Decision decision) {
        return decision.column().type().family() == Family.BYTEA && !(decision.rule() instanceof Rule.Suppress);
    }

    private static String query(Table table, List<Decision> columns, PageRange pages) {
        String longest = columns.stream()
                .map(decision -> "pg_catalog.max(pg_catalog.octet_length("
                        + SqlName.quote(decision.column().name()) + "))")
                .collect(Collectors.joining(", "));
        return "SELECT " + longest + " FROM ONLY " + SqlName.quote(table.schema(), table.name()) + " WHERE "
                + pages.condition();
    }

    private static NightmaskException tooLong(Table table, Decision decision) {
        return new NightmaskException(
                Failure.SOURCE_VALUE_TOO_LONG,
                new Place.Column(table.schema(), table.name(), decision.column().name()));
    }
}
