package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import java.util.function.LongSupplier;

/// Makes a download that is cut go on.
final class Tries {
    /// How often in a row without a byte between.
    static final int MAX = 5;

    private static final long FIRST_PAUSE_MILLIS = 100;

    private Tries() {}

    /// Returns once an attempt does, and throws what the last one throws.
    ///
    /// @param arrived how many bytes have arrived
    /// @param attempt goes on where the one before it ended; again after LINK_UNREACHABLE and STORE_UNREACHABLE
    static void make(LongSupplier arrived, Runnable attempt) {
        int tries = 0;
        while (true) {
            long before = arrived.getAsLong();
            try {
                attempt.run();
                return;
            } catch (NightmaskException e) {
                tries = arrived.getAsLong() > before ? 1 : tries + 1;
                if (!isPassing(e.failure()) || tries >= MAX || !pause(tries)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isPassing(Failure failure) {
        return failure == Failure.LINK_UNREACHABLE || failure == Failure.STORE_UNREACHABLE;
    }

    /// @return false when the thread is interrupted: it is to stop
    private static boolean pause(int tries) {
        try {
            Thread.sleep(FIRST_PAUSE_MILLIS << tries);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
