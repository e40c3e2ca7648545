package dev.nightmask.cli;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// On Ctrl-C or SIGTERM, a command ends as it does on a failure: uploads given up, servers stopped, files removed.
///
/// True once the process has been told to end.
final class OrderlyStop implements BooleanSupplier {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Thread hook;
    private volatile boolean asked;

    private OrderlyStop(Thread command) {
        hook = new Thread(() -> interrupt(command), "orderly-stop");
    }

    /// @param command the thread that runs the command; it is interrupted and then waited for
    static OrderlyStop install(Thread command) {
        OrderlyStop stop = new OrderlyStop(command);
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    /// Ends the watch. False when the process is being ended already: its exit status is then the signal's.
    boolean remove() {
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

    private void interrupt(Thread command) {
        asked = true;
        command.interrupt();
        try {
            command.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
