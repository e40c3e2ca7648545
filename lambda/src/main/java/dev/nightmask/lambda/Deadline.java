package dev.nightmask.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.nightmask.failure.NightmaskException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// When the process will be stopped from outside, and the watch that ends a run in order before that.
///
/// @param end when it is stopped; [Instant#MAX] where it is not
public record Deadline(Instant end) {
    /// What an abort, clearing up after it and telling of it may take.
    public static final Duration RESERVE = Duration.ofSeconds(60);

    /// Of a function that has been called.
    public static Deadline of(Context context, Clock clock) {
        return new Deadline(clock.instant().plusMillis(context.getRemainingTimeInMillis()));
    }

    public static Deadline never() {
        return new Deadline(Instant.MAX);
    }

    /// How long a run may go on.
    public Duration left(Clock clock) {
        return end.equals(Instant.MAX) ? Duration.ofDays(1) : Duration.between(clock.instant(), end.minus(RESERVE));
    }

    /// Does work, and interrupts it when its time is over. What it has finished by then counts.
    ///
    /// @param late what it failed with, if it failed after that
    public <T> T within(Clock clock, Supplier<NightmaskException> late, Supplier<T> work) {
        Watch watch = new Watch(Thread.currentThread(), left(clock));
        try (watch) {
            return work.get();
        } catch (RuntimeException e) {
            if (watch.isOver()) {
                NightmaskException failed = late.get();
                failed.addSuppressed(e);
                throw failed;
            }
            throw e;
        } finally {
            boolean unused = watch.isOver() && Thread.interrupted();
        }
    }

    /// Closed when the run has ended by itself.
    private static final class Watch implements AutoCloseable {
        private final Thread waiting;
        private boolean over;
        private boolean closed;

        private Watch(Thread run, Duration left) {
            waiting = Thread.ofVirtual().name("nightmask-deadline").start(() -> {
                try {
                    Thread.sleep(left.isNegative() ? Duration.ZERO : left);
                    end(run);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // The run was sooner.
                }
            });
        }

        private synchronized void end(Thread run) {
            if (!closed) {
                over = true;
                run.interrupt();
            }
        }

        /// Whether the run was interrupted by this watch.
        private synchronized boolean isOver() {
            return over;
        }

        @Override
        public synchronized void close() {
            closed = true;
            waiting.interrupt();
        }
    }
}
