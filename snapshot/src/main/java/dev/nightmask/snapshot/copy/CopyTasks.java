package dev.nightmask.snapshot.copy;

import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.plan.MaskPlan;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;

/// Cuts a mask plan into tasks, in the order in which the archive wants their rows: table after table, page
/// after page. Where it cuts depends on the tables alone, never on who will do the work.
///
/// Tasks are made one at a time, so that a database of any size takes the same memory. Not thread-safe.
final class CopyTasks implements Iterator<CopyTask> {
    /// What the rows of one task take on disk is between half of this and this. Their text may wait in memory
    /// for another task's; a statement for it costs nothing beside.
    static final long TASK_BYTES = 12 << 20;

    private final String snapshot;
    private final String planDigest;
    private final String codec;
    private final Iterator<Table> tables;
    private Table table;
    private long nextPage;

    @SuppressWarnings("NullAway.Init") // The first task begins with the first table.
    CopyTasks(MaskPlan plan, String snapshot, String codec) {
        this.snapshot = snapshot;
        this.codec = codec;
        planDigest = plan.digest();
        tables = plan.tables().stream()
                .filter(TablePlan::rows)
                .map(TablePlan::table)
                .iterator();
    }

    @Override
    public boolean hasNext() {
        return nextPage > 0 || tables.hasNext();
    }

    @Override
    public CopyTask next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (nextPage == 0) {
            table = tables.next();
        }
        long end = nextPage + pagesPerTask(table);
        boolean last = end >= table.pages();
        PageRange pages = new PageRange(nextPage, last ? OptionalLong.empty() : OptionalLong.of(end));
        nextPage = last ? 0 : end;
        return new CopyTask(snapshot, table.oid(), pages, planDigest, codec);
    }

    /// A power of two, so that a table that grows a little is still cut in the same places.
    private static long pagesPerTask(Table table) {
        if (table.pages() == 0 || !CopyStatement.takesRanges(table)) {
            return Long.MAX_VALUE / 2;
        }
        long bytesPerPage = Math.max(1, table.bytes() / table.pages());
        return Long.highestOneBit(Math.max(1, TASK_BYTES / bytesPerPage));
    }
}
