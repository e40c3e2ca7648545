package dev.nightmask.lambda.nightly;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// When the process will be stopped from outside, and the watch that ends a run in order before that.
///
/// @param end when it is stopped; [Instant#MAX] where it is not
record Deadline(Instant end) {
    /// What an abort, giving the night back and telling of it may take.
    static final Duration RESERVE = Duration.ofSeconds(60);

    static Deadline never() {
        return new Deadline(Instant.MAX);
    }

    /// How long a run may go on.
    Duration left(Clock clock) {
        return end.equals(Instant.MAX) ? Duration.ofDays(1) : Duration.between(clock.instant(), end.minus(RESERVE));
    }

    /// Interrupts the calling thread when the time for its run is over.
    Watch watch(Clock clock) {
        return new Watch(Thread.currentThread(), left(clock));
    }

    /// Closed when the run has ended by itself.
    static final class Watch implements AutoCloseable {
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
        synchronized boolean isOver() {
            return over;
        }

        @Override
        public synchronized void close() {
            closed = true;
            waiting.interrupt();
        }
    }
}
