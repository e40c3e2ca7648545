package dev.nightmask.snapshot.copy;

import dev.nightmask.mask.Maskers;
import dev.nightmask.snapshot.catalog.ServerFailures;
import dev.nightmask.snapshot.catalog.Side;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/// Reads tables of the source as COPY text and masks them on the way.
///
/// Works on one session, which must see the snapshot that the catalog was read from. At any time it holds one
/// row as the driver hands it over and one piece of masked text, both reused or dropped. After a failure the
/// session is cut off, so that the server stops sending, and is good for nothing but being closed.
final class TableCopy {
    private final Connection session;
    private final Maskers maskers;
    private final MaskedRows text = new MaskedRows();
    private @Nullable TablePlan lastPlan;
    private @Nullable RowMasker rowMasker;

    TableCopy(Connection session, Maskers maskers) {
        this.session = session;
        this.maskers = maskers;
    }

    /// Reads the rows of some pages of a table.
    ///
    /// @throws NightmaskException with SQLSTATE and table when the server refuses, with the column when a value
    ///         is not what its technique expects
    void copy(TablePlan plan, PageRange pages, MaskedText out) {
        boolean whole = false;
        try {
            LongValues.check(session, plan, pages);
            CopyManager server = session.unwrap(PGConnection.class).getCopyAPI();
            copy(server.copyOut(CopyStatement.of(plan, pages)), masker(plan), out);
            whole = true;
        } catch (SQLException e) {
            throw ServerFailures.atTable(Side.SOURCE, e, plan.table().qualifiedName());
        } finally {
            if (!whole) {
                cutOff();
            }
        }
    }

    /// The one of the last call when the table is the same: keys are derived once for each table, not for each range.
    private RowMasker masker(TablePlan plan) {
        if (rowMasker == null || !plan.equals(lastPlan)) {
            rowMasker = new RowMasker(plan, maskers);
            lastPlan = plan;
        }
        return rowMasker;
    }

    private void copy(CopyOut rows, RowMasker masker, MaskedText out) throws SQLException {
        text.begin(out);
        for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
            masker.mask(row, text);
        }
        text.end();
    }

    /// Ends the session at once: a late cancel would leave rows of this table in front of the next answer.
    private void cutOff() {
        try {
            session.abort(Runnable::run);
        } catch (SQLException e) {
            throw ServerFailures.atStatement(Side.SOURCE, e);
        }
    }
}
