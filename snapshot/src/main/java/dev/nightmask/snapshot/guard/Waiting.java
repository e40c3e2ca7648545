package dev.nightmask.snapshot.guard;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// How time passes for whoever has to see something twice.
public interface Waiting {
    /// As [System#nanoTime()].
    long nanoTime();

    /// Returns when so much time has passed, or sooner when the thread is interrupted.
    void pause(Duration time);

    /// As it passes for everybody.
    static Waiting really() {
        return new Waiting() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration time) {
                LockSupport.parkNanos(time.toNanos());
            }
        };
    }
}
