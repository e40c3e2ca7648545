package dev.nightmask.cli;

import dev.nightmask.snapshot.Progress;
import java.util.function.LongSupplier;

/// Progress for a person: one line that is drawn over on a terminal, a line now and then elsewhere.
///
/// Called by one thread; a call costs a look at the clock.
final class ShownProgress implements Progress, AutoCloseable {
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private String stage = "";
    private long totalBytes;
    private int things;
    private long rows;
    private long bytes;
    private long began;
    private long shown;

    ShownProgress(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public void stage(String name, long totalBytes) {
        endStage();
        stage = name;
        this.totalBytes = totalBytes;
        things = 0;
        rows = 0;
        bytes = 0;
        began = nanoTime.getAsLong();
        shown = began;
        if (terminal.interactive()) {
            draw();
        }
    }

    @Override
    public void count(String name, int total) {
        stage(name, 0);
        things = total;
    }

    @Override
    public void advance(long moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
        long now = nanoTime.getAsLong();
        if (now - shown >= (terminal.interactive() ? REDRAW_NANOS : LINE_NANOS)) {
            shown = now;
            draw();
        }
    }

    /// Ends the last stage; its line stays.
    @Override
    public void close() {
        endStage();
        stage = "";
    }

    private void endStage() {
        if (stage.isEmpty()) {
            return;
        }
        String amounts = things > 0 ? Amounts.doneThings(rows, elapsed()) : Amounts.done(rows, bytes, elapsed());
        String line = "  " + stage + ": " + amounts;
        terminal.err().print(terminal.interactive() ? "\r" + line + "\u001b[K\n" : line + "\n");
        terminal.err().flush();
    }

    private void draw() {
        String amounts = things > 0
                ? Amounts.thingsUnderWay(rows, things, elapsed())
                : Amounts.underWay(rows, bytes, totalBytes, elapsed());
        String line = "  " + stage + ": " + amounts;
        terminal.err().print(terminal.interactive() ? "\r" + line + "\u001b[K" : line + "\n");
        terminal.err().flush();
    }

    private long elapsed() {
        return nanoTime.getAsLong() - began;
    }
}
