package dev.nightmask.snapshot.restore;

import dev.nightmask.demo.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/// Connects to a database every ten milliseconds and looks what is in it.
final class Prober implements AutoCloseable {
    /// What it calls itself, for the consent of the database.
    static final String NAME = "prober";

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final String LOOK =
            "SELECT min(generation) || ' to ' || max(generation) || ', ' || count(*) FROM person";

    private final LocalPostgres server;
    private final String database;
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final Map<String, Integer> refusals = new ConcurrentSkipListMap<>();
    private final Thread thread = Thread.ofVirtual().unstarted(this::probe);
    private volatile boolean over;
    private volatile long longestGapNanos;

    private Prober(LocalPostgres server, String database) {
        this.server = server;
        this.database = database;
    }

    static Prober of(LocalPostgres server, String database) {
        Prober prober = new Prober(server, database);
        prober.thread.start();
        return prober;
    }

    /// Everything that was ever seen in the database: first and last generation, and the number of rows.
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    /// How often there was an error instead, by SQLSTATE.
    Map<String, Integer> refusals() {
        return Map.copyOf(refusals);
    }

    /// The longest time between two looks.
    Duration longestGap() {
        return Duration.ofNanos(longestGapNanos);
    }

    private void probe() {
        long last = System.nanoTime();
        while (!over) {
            try {
                seen.add(look());
                long now = System.nanoTime();
                longestGapNanos = Math.max(longestGapNanos, now - last);
                last = now;
            } catch (SQLException e) {
                refusals.merge(e.getSQLState(), 1, Integer::sum);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                over = true;
            }
        }
    }

    private String look() throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database + "?ApplicationName=" + NAME;
        try (Connection connection = DriverManager.getConnection(url, LocalPostgres.SUPERUSER, server.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOOK)) {
            row.next();
            return row.getString(1);
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
