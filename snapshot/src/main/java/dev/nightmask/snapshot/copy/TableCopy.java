package dev.nightmask.snapshot.copy;

import dev.nightmask.mask.Field;
import dev.nightmask.mask.Maskers;
import dev.nightmask.snapshot.catalog.ServerFailures;
import dev.nightmask.snapshot.catalog.Side;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Reads tables of the source as COPY text and masks them on the way.
///
/// Works on one session, which must see the snapshot that the catalog was read from. At any time it holds one
/// row as the driver hands it over and one piece of masked text, both reused or dropped. After a failure the
/// session is cut off, so that the server stops sending, and is good for nothing but being closed.
public final class TableCopy {
    /// Pieces end at the first row end from here on.
    static final int PIECE_BYTES = 1 << 20;

    /// A longer row is handed on in several pieces.
    public static final int MAX_PIECE_BYTES = 16 << 20;

    private final Connection session;
    private final Maskers maskers;
    private final Field text = new Field();

    public TableCopy(Connection session, Maskers maskers) {
        this.session = session;
        this.maskers = maskers;
    }

    /// Reads all rows of a table that goes with its rows.
    ///
    /// @throws NightmaskException with SQLSTATE and table when the server refuses, with the column when a value
    ///         is not what its technique expects
    public void copy(TablePlan plan, Pieces pieces) {
        RowMasker rowMasker = new RowMasker(plan, maskers);
        boolean whole = false;
        try {
            CopyOut rows = session.unwrap(PGConnection.class).getCopyAPI().copyOut(CopyStatement.of(plan.table()));
            copy(rows, rowMasker, pieces);
            whole = true;
        } catch (SQLException e) {
            throw ServerFailures.atTable(Side.SOURCE, e, plan.table().qualifiedName());
        } finally {
            if (!whole) {
                cutOff();
            }
        }
    }

    private void copy(CopyOut rows, RowMasker rowMasker, Pieces pieces) throws SQLException {
        text.clear();
        long count = 0;
        for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
            rowMasker.mask(row, text);
            count++;
            if (text.length() >= PIECE_BYTES) {
                handOn(count, pieces);
                count = 0;
            }
        }
        if (!text.isEmpty()) {
            handOn(count, pieces);
        }
    }

    private void handOn(long rows, Pieces pieces) {
        int from = 0;
        for (; text.length() - from > MAX_PIECE_BYTES; from += MAX_PIECE_BYTES) {
            pieces.accept(Arrays.copyOfRange(text.array(), from, from + MAX_PIECE_BYTES), MAX_PIECE_BYTES, 0);
        }
        byte[] last = from == 0 ? text.array() : Arrays.copyOfRange(text.array(), from, text.length());
        pieces.accept(last, text.length() - from, rows);
        text.clear();
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
