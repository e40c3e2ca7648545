package dev.nightmask.snapshot.guard;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What shows that somebody lives on a server or in a database, whatever the two are called and whoever has consented
/// to what: a production that no record knows still has replicas, subscribers and applications. Only counts and
/// application names are kept of it.
final class SignsOfLife {
    /// Programs with a person before them. That one of them is connected is no sign that the database is needed.
    private static final Set<String> TOOLS = Set.of("psql", "pgcli", "pg_dump", "pg_dumpall", "pg_restore");

    /// These put a version or a title behind their names.
    private static final List<String> TITLED_TOOLS = List.of("pgAdmin", "DBeaver", "DataGrip");

    /// A client that is about to go is still listed for a moment.
    private static final Duration MOMENT = Duration.ofMillis(250);

    private static final int LOOKS = 4;
    private static final int MAX_NAMES = 8;

    /// A physical standby's sender is in no database (`pg_stat_activity.datid` is null), a logical subscriber's is.
    private static final String REPLICAS = """
            SELECT (SELECT count(*) FROM pg_stat_replication r JOIN pg_stat_activity a USING (pid)
                WHERE a.datid IS NULL AND coalesce(r.application_name, '') <> 'pg_basebackup')
            + (SELECT count(*) FROM pg_replication_slots s
                WHERE s.slot_type = 'physical' AND s.active AND NOT s.temporary
                AND s.active_pid NOT IN (SELECT pid FROM pg_stat_replication))""";

    private static final String LOGICAL_SLOTS = "SELECT count(*) FROM pg_replication_slots WHERE database = ?";

    private static final String SUBSCRIPTIONS =
            "SELECT count(*) FROM pg_subscription WHERE subdbid = ?::oid AND subenabled";

    /// What others run is not shown to everybody, but its name is (`pgstatfuncs.c`, pg_stat_get_activity). Autovacuum
    /// has no user.
    private static final String CONNECTED = """
            SELECT coalesce(application_name, ''), count(*) FROM pg_stat_activity
            WHERE datid = ?::oid AND pid <> pg_backend_pid() AND usesysid IS NOT NULL
            AND coalesce(backend_type, '') NOT IN ('walsender', 'parallel worker')
            GROUP BY 1""";

    private final Session session;
    private final Waiting waiting;

    SignsOfLife(Session session, Waiting waiting) {
        this.session = session;
        this.waiting = waiting;
    }

    /// Of the server as a whole.
    List<Problem> ofServer() {
        long replicas = session.one(REPLICAS, row -> row.getLong(1));
        return replicas == 0 ? List.of() : List.of(problem(Failure.TARGET_REPLICATED, replicas, List.of()));
    }

    /// Of one database of it.
    ///
    /// @param clients the application names that may be connected, and whose commits are no sign then
    /// @param since an earlier look at its commits; if that was just now, this takes two seconds
    List<Problem> ofDatabase(MarkedDatabase database, List<String> clients, Pulse since) {
        List<Problem> problems = new ArrayList<>();
        count(problems, Failure.TARGET_PUBLISHES, LOGICAL_SLOTS, database.name());
        count(problems, Failure.TARGET_SUBSCRIBES, SUBSCRIPTIONS, Long.toString(database.oid()));
        Map<String, Long> applications = applications(database, clients);
        if (!applications.isEmpty()) {
            long connections =
                    applications.values().stream().mapToLong(Long::longValue).sum();
            problems.add(problem(
                    Failure.TARGET_IN_USE,
                    connections,
                    applications.keySet().stream().toList()));
        }
        if (clients.isEmpty()) {
            long rate = since.rateUntil(lookAgain(database, since));
            if (Pulse.isAlive(rate)) {
                problems.add(problem(Failure.TARGET_BUSY, rate, List.of()));
            }
        }
        return problems;
    }

    Pulse pulse(MarkedDatabase database) {
        return Pulse.of(session, database, waiting);
    }

    private Pulse lookAgain(MarkedDatabase database, Pulse since) {
        waiting.pause(since.rest(waiting));
        return pulse(database);
    }

    private void count(List<Problem> problems, Failure failure, String question, String parameter) {
        long found = session.one(question, row -> row.getLong(1), parameter);
        if (found > 0) {
            problems.add(problem(failure, found, List.of()));
        }
    }

    /// Those that are there however often one looks, with how many connections each has.
    private Map<String, Long> applications(MarkedDatabase database, List<String> clients) {
        Map<String, Long> there = connected(database, clients);
        for (int looks = 1; looks < LOOKS && !there.isEmpty(); looks++) {
            waiting.pause(MOMENT);
            Map<String, Long> still = connected(database, clients);
            still.keySet().retainAll(there.keySet());
            there = still;
        }
        return there;
    }

    private Map<String, Long> connected(MarkedDatabase database, List<String> clients) {
        Map<String, Long> connected = new TreeMap<>();
        session.query(CONNECTED, row -> connected.put(row.getString(1), row.getLong(2)), Long.toString(database.oid()));
        connected.keySet().removeIf(name -> isTool(name) || clients.contains(name));
        return connected;
    }

    private static boolean isTool(String name) {
        return TOOLS.contains(name) || TITLED_TOOLS.stream().anyMatch(name::startsWith);
    }

    private static Problem problem(Failure failure, long count, List<String> names) {
        List<String> shown = names.stream()
                .limit(MAX_NAMES)
                .map(name -> name.isEmpty() ? "without a name" : name)
                .toList();
        return new Problem(failure, new Place.Seen(count, shown));
    }
}
