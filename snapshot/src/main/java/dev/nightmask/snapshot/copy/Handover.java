package dev.nightmask.snapshot.copy;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Where several readers hand encoded pieces to one writer, who gets them in the order of the tasks, whichever
/// is read first.
///
/// A reader has a fixed number of pieces, its window. Pieces of the task that is next in line go straight
/// through; a reader that is ahead fills its window and then waits, so memory is readers times window however
/// large the tables are. Nobody waits for ever: a reader takes its tasks in their order, so the one that is next
/// in line has all its pieces back and waits for the writer alone.
///
/// Thread-safe. A failure on either side ends every wait with it.
final class Handover {
    private final Iterator<CopyTask> tasks;
    private final Deque<Lane> lanes = new ArrayDeque<>();
    private Optional<Throwable> failure = Optional.empty();

    /// @param tasks never asked by two readers at once
    Handover(Iterator<CopyTask> tasks) {
        this.tasks = tasks;
    }

    /// The next task, for one reader; empty when there are no more.
    synchronized Optional<Lane> claim() {
        throwFailure();
        if (!tasks.hasNext()) {
            return Optional.empty();
        }
        Lane lane = new Lane(tasks.next());
        lanes.add(lane);
        notifyAll();
        return Optional.of(lane);
    }

    /// Waits until all tasks before this one have been written.
    synchronized void awaitTurn(Lane lane) {
        await(() -> lanes.peek() == lane);
    }

    /// Waits for a piece of a reader's window that is free to be filled.
    synchronized Piece free(Deque<Piece> window) {
        await(() -> !window.isEmpty());
        return window.remove();
    }

    synchronized void add(Lane lane, Piece piece) {
        throwFailure();
        lane.pieces.add(piece);
        notifyAll();
    }

    synchronized void finish(Lane lane) {
        lane.finished = true;
        notifyAll();
    }

    /// Waits for the next piece of the table that is next in line; empty when the table has no more.
    synchronized Optional<Piece> take(long table) {
        while (true) {
            await(() -> !lanes.isEmpty() && lanes.element().isReady());
            Lane lane = lanes.element();
            if (lane.task.table() != table) {
                throw new IllegalStateException("table " + table + " out of order");
            }
            if (!lane.pieces.isEmpty()) {
                return Optional.of(lane.pieces.remove());
            }
            lanes.remove();
            notifyAll();
            if (lane.task.pages().isLast()) {
                return Optional.empty();
            }
        }
    }

    /// Gives a piece back to its reader.
    synchronized void release(Piece piece) {
        piece.goHome();
        notifyAll();
    }

    /// Whether every piece of every task has been taken.
    synchronized boolean isDone() {
        return failure.isEmpty() && lanes.isEmpty() && !tasks.hasNext();
    }

    /// Ends the work of all others; the first failure is the one they see.
    synchronized void fail(Throwable thrown) {
        if (failure.isEmpty()) {
            failure = Optional.of(thrown);
        }
        notifyAll();
    }

    private synchronized void await(BooleanSupplier condition) {
        throwFailure();
        try {
            while (!condition.getAsBoolean()) {
                wait();
                throwFailure();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NightmaskException(Failure.INTERRUPTED, new Place.Nowhere());
        }
    }

    private void throwFailure() {
        failure.ifPresent(thrown -> {
            switch (thrown) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException(thrown);
            }
        });
    }

    /// One task's pieces that are read and not yet written.
    static final class Lane {
        private final CopyTask task;
        private final Deque<Piece> pieces = new ArrayDeque<>();
        private boolean finished;

        private Lane(CopyTask task) {
            this.task = task;
        }

        CopyTask task() {
            return task;
        }

        /// Whether the writer has something to do with it.
        private boolean isReady() {
            return finished || !pieces.isEmpty();
        }
    }
}
