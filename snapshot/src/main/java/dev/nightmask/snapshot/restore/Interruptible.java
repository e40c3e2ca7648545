package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.guard.Session;
import dev.nightmask.snapshot.publish.Undisturbed;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/// Long waits for a server that an interrupt of the caller ends. A thread that waits for a socket notices no interrupt,
/// so its sessions are ended instead.
final class Interruptible {
    private final Supplier<Session> connect;
    private final Queue<Session> sessions = new ConcurrentLinkedQueue<>();

    /// @param connect opens a session
    Interruptible(Supplier<Session> connect) {
        this.connect = connect;
    }

    /// Does work on a thread of its own and waits for it.
    ///
    /// @param work takes its sessions from here and closes them; none is opened once it is to end
    /// @throws NightmaskException INTERRUPTED once the work has ended, and what it throws
    <T> T call(Function<Supplier<Session>, T> work) {
        FutureTask<T> task = new FutureTask<>(() -> work.apply(this::open));
        Thread thread =
                Thread.ofPlatform().daemon().name("nightmask-interruptible").start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw Undisturbed.unchecked(task.exceptionNow());
        } catch (InterruptedException e) {
            thread.interrupt();
            sessions.forEach(Session::abort);
            await(thread);
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    /// Stops here when the caller was interrupted, and leaves it so.
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
    }

    private Session open() {
        Session session = connect.get();
        sessions.add(session);
        if (Thread.currentThread().isInterrupted()) {
            session.abort(); // It was told to end when this was not there yet.
        }
        return session;
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Told twice to stop: it ends by itself.
        }
    }

    private static NightmaskException interrupted() {
        return new NightmaskException(Failure.INTERRUPTED, new Place.Nowhere());
    }
}
