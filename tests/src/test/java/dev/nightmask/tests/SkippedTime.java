package dev.nightmask.tests;

import dev.nightmask.snapshot.guard.Waiting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Time in which nobody has to wait: a pause is over at once, and took as long as it was to take.
public final class SkippedTime implements Waiting {
    private final AtomicLong skippedNanos = new AtomicLong();
    private final Runnable meanwhile;

    public SkippedTime() {
        this(() -> {});
    }

    /// @param meanwhile happens in every pause
    public SkippedTime(Runnable meanwhile) {
        this.meanwhile = meanwhile;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + skippedNanos.get();
    }

    @Override
    public void pause(Duration time) {
        meanwhile.run();
        skippedNanos.addAndGet(time.toNanos());
    }
}
