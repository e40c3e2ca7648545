package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.Undisturbed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Long waits for a server that an interrupt of the caller ends. A thread of the operating system that reads from a
/// socket notices no interrupt; a virtual one does, and its connection is closed.
final class Interruptible {
    private Interruptible() {}

    /// Does work on a thread of its own and waits for it.
    ///
    /// @param work closes the connections that it uses
    /// @throws NightmaskException INTERRUPTED once the work has ended, and what it throws
    static <T> T call(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = Thread.ofVirtual().name("nightmask-interruptible").start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw Undisturbed.unchecked(task.exceptionNow());
        } catch (InterruptedException e) {
            thread.interrupt();
            await(thread);
            Thread.currentThread().interrupt();
            throw new NightmaskException(Failure.INTERRUPTED, new Place.Nowhere());
        }
    }

    /// Stops here when the caller was interrupted, and leaves it so.
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new NightmaskException(Failure.INTERRUPTED, new Place.Nowhere());
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Told twice to stop: it ends by itself.
        }
    }
}
