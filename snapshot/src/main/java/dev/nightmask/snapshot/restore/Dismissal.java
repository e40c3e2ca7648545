package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.guard.MarkedDatabase;
import dev.nightmask.snapshot.guard.Session;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Ends all sessions in some databases, again and again until it is closed, on a thread and a session of its own.
/// The thread is none of the virtual ones: once one of them has waited for a socket, the JVM takes 0.3 s longer to end.
final class Dismissal implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Thread thread;
    private volatile boolean over;

    private Dismissal(Session session, String statement) {
        thread = Thread.ofPlatform().daemon().name("nightmask-dismissal").unstarted(() -> dismiss(session, statement));
    }

    /// @param session of which nobody makes use meanwhile; the caller closes it
    static Dismissal of(Session session, List<MarkedDatabase> databases) {
        String oids = databases.stream()
                .map(database -> Long.toString(database.oid()))
                .collect(Collectors.joining(", "));
        return new Dismissal(
                session,
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datid IN (" + oids
                        + ") AND pid <> pg_backend_pid()");
    }

    void begin() {
        thread.start();
    }

    /// A session that may not be ended is found by the rename, which then fails with its own reason.
    private void dismiss(Session session, String statement) {
        try {
            while (!over) {
                session.query(statement, row -> row.getLong(1));
                Thread.sleep(PAUSE);
            }
        } catch (NightmaskException | InterruptedException e) {
            over = true;
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
