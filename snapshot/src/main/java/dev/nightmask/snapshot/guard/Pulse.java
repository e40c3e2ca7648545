package dev.nightmask.snapshot.guard;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How many transactions a database had committed at a moment.
///
/// @param oid of the database
/// @param nanoTime of [Waiting]
record Pulse(long oid, long commits, long nanoTime) {
    /// A backend reports what it did up to a second later (`pgstat.c`, PGSTAT_MIN_INTERVAL), so a shorter look sees
    /// nothing or all at once.
    static final Duration SHORTEST = Duration.ofSeconds(2);

    /// Each minute: no person types as fast.
    private static final long MANY = 300;

    /// So few say nothing of a rate: autovacuum, or a script that has just ended.
    private static final long TOO_FEW_TO_TELL = 30;

    static Pulse of(Session session, MarkedDatabase database, Waiting waiting) {
        long commits = session
                .query(
                        "SELECT xact_commit FROM pg_stat_database WHERE datid = ?::oid",
                        row -> row.getLong(1),
                        Long.toString(database.oid()))
                .stream()
                .findFirst()
                .orElse(0L);
        return new Pulse(database.oid(), commits, waiting.nanoTime());
    }

    /// How long to wait until another look can tell something.
    Duration rest(Waiting waiting) {
        Duration passed = Duration.ofNanos(waiting.nanoTime() - nanoTime);
        return passed.compareTo(SHORTEST) < 0 ? SHORTEST.minus(passed) : Duration.ZERO;
    }

    /// Commits a minute between this look and a later one; 0 when they are too few or too many to be told.
    long rateUntil(Pulse later) {
        long more = later.commits - commits;
        long nanos = Math.max(1, later.nanoTime - nanoTime);
        if (later.oid != oid || more < TOO_FEW_TO_TELL) {
            return 0;
        }
        return (long) (more * ((double) TimeUnit.MINUTES.toNanos(1) / nanos));
    }

    static boolean isAlive(long commitsEachMinute) {
        return commitsEachMinute > MANY;
    }
}
