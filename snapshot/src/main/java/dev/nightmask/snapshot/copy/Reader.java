package dev.nightmask.snapshot.copy;

import dev.nightmask.mask.Maskers;
import dev.nightmask.snapshot.catalog.ReadingSession;
import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.compress.Encoder;
import dev.nightmask.snapshot.copy.Handover.Lane;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongFunction;

/// Does one task after another, on a thread and a session of its own.
final class Reader implements Runnable, AutoCloseable {
    /// As much text as a task has, about, so that reading goes on while another task is written.
    static final int WINDOW = 16;

    private final ReadingSession session;
    private final TableCopy own;
    private final TableCopy coordinating;
    private final LongFunction<TablePlan> plans;
    private final Handover handover;
    private final Encoder encoder;
    private final Deque<Piece> window = new ArrayDeque<>();

    /// @param coordinator the session that has a lock on every table
    /// @param plans by oid
    Reader(
            ReadingSession session,
            Connection coordinator,
            LongFunction<TablePlan> plans,
            Maskers maskers,
            Codec codec,
            Handover handover) {
        this.session = session;
        this.plans = plans;
        this.handover = handover;
        own = new TableCopy(session.connection(), maskers);
        coordinating = new TableCopy(coordinator, maskers);
        encoder = codec.newEncoder();
        for (int i = 0; i < WINDOW; i++) {
            window.add(new Piece(window));
        }
    }

    @Override
    public void run() {
        try {
            for (Optional<Lane> lane = handover.claim(); lane.isPresent(); lane = handover.claim()) {
                read(lane.get());
                handover.finish(lane.get());
            }
        } catch (Throwable e) {
            handover.fail(e);
        }
    }

    private void read(Lane lane) {
        TablePlan plan = plans.apply(lane.task().table());
        encoder.begin();
        reader(lane, plan).copy(plan, lane.task().pages(), (text, length, rows) -> {
            Piece piece = handover.free(window);
            piece.fill(encoder.encode(text, length), length, rows);
            handover.add(lane, piece);
        });
    }

    /// Whoever is next in line may use the coordinating session: there is only one of them.
    private TableCopy reader(Lane lane, TablePlan plan) {
        if (session.lock(plan.table())) {
            return own;
        }
        handover.awaitTurn(lane);
        return coordinating;
    }

    /// Ends the session in the middle of whatever it does, from another thread.
    void cutOff() {
        session.cutOff();
    }

    /// After its thread has ended.
    @Override
    public void close() {
        try (encoder) {
            session.close();
        }
    }
}
