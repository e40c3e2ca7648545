package dev.nightmask.snapshot;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// On Ctrl-C or SIGTERM, a run ends as it does on a failure: uploads given up, servers stopped, files removed.
///
/// True once the process has been told to end.
public final class OrderlyStop implements BooleanSupplier {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Thread hook;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean asked;

    private OrderlyStop(Thread run) {
        hook = new Thread(() -> interrupt(run), "orderly-stop");
    }

    /// @param run the thread that runs it; it is interrupted, and [#remove] is then waited for
    public static OrderlyStop install(Thread run) {
        OrderlyStop stop = new OrderlyStop(run);
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    /// The run has ended, and so does the watch. False when the process is being ended already: its exit status is then
    /// the signal's.
    public boolean remove() {
        ended.countDown();
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Override
    public boolean getAsBoolean() {
        return asked;
    }

    private void interrupt(Thread run) {
        asked = true;
        run.interrupt();
        try {
            boolean unused = ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
