package dev.nightmask.snapshot.copy;

import dev.nightmask.mask.Maskers;
import dev.nightmask.snapshot.catalog.Source;
import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.plan.MaskPlan;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/// Reads a whole plan with several sessions at once: each reads, masks and compresses ranges of pages, and one
/// writer gets the pieces in order. What the writer gets does not depend on how many sessions there are.
///
/// Used by one thread, the writer. Closed before its end, it cuts off whatever is being read.
public final class ParallelCopy implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Source source;
    private final Handover handover;
    private final List<Reader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private ParallelCopy(Source source, Handover handover) {
        this.source = source;
        this.handover = handover;
    }

    /// Opens the sessions, all before the first row is read, and begins.
    ///
    /// @param source keeps its locks and its snapshot until this is closed
    /// @param sessions how many, from 1
    /// @throws NightmaskException when the server has no room for so many
    public static ParallelCopy start(Source source, MaskPlan plan, Maskers maskers, Codec codec, int sessions) {
        Handover handover = new Handover(new CopyTasks(plan, source.snapshot(), codec.name() + " " + codec.engine()));
        Map<Long, TablePlan> plans = plan.tables().stream()
                .collect(Collectors.toMap(table -> table.table().oid(), Function.identity()));
        LongFunction<TablePlan> byOid = oid -> Objects.requireNonNull(plans.get(oid));
        ParallelCopy copy = new ParallelCopy(source, handover);
        try {
            for (int i = 0; i < sessions; i++) {
                copy.readers.add(new Reader(source.join(), source.connection(), byOid, maskers, codec, handover));
            }
        } catch (RuntimeException e) {
            copy.close();
            throw e;
        }
        for (Reader reader : copy.readers) {
            copy.threads.add(Thread.ofPlatform()
                    .name("reader-", copy.threads.size())
                    .daemon()
                    .start(reader));
        }
        return copy;
    }

    /// Hands on all rows of a table. Tables come in the order of the plan, those without rows left out.
    ///
    /// @throws NightmaskException with SQLSTATE and table when the server refuses, with the column when a value
    ///         is not what its technique expects, INTERRUPTED when this thread is
    public void copy(TablePlan plan, Pieces pieces) {
        long table = plan.table().oid();
        for (var piece = handover.take(table); piece.isPresent(); piece = handover.take(table)) {
            piece.get().handTo(pieces);
            handover.release(piece.get());
        }
    }

    /// Waits for what is at its end, and cuts off what is not.
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        if (!handover.isDone()) {
            handover.fail(new IllegalStateException("the writer has gone"));
            cutOff();
        }
        threads.forEach(ParallelCopy::await);
        readers.forEach(Reader::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// All at once: a server that has gone lets each of them wait.
    private void cutOff() {
        List<Thread> cuts = new ArrayList<>();
        readers.forEach(reader -> cuts.add(Thread.startVirtualThread(reader::cutOff)));
        cuts.add(Thread.startVirtualThread(source::cutOff));
        cuts.forEach(ParallelCopy::await);
    }

    private static void await(Thread thread) {
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
