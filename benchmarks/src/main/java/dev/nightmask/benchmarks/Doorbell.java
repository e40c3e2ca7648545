package dev.nightmask.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// Connects to a database every ten milliseconds, and knows the longest time between two connections.
final class Doorbell implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Client client;
    private final Thread thread = Thread.ofVirtual().unstarted(this::ring);
    private volatile boolean over;
    private volatile long longestNanos;

    private Doorbell(Client client) {
        this.client = client;
    }

    /// Counts from its first connection: this program's own start is no gap.
    static Doorbell at(Client client) {
        Doorbell doorbell = new Doorbell(client);
        try {
            doorbell.touch();
        } catch (SQLException e) {
            throw new IllegalStateException("nobody answers", e);
        }
        doorbell.thread.start();
        return doorbell;
    }

    double longestGapSeconds() {
        return longestNanos / 1e9;
    }

    private void ring() {
        long last = System.nanoTime();
        while (!over) {
            try {
                touch();
                long now = System.nanoTime();
                longestNanos = Math.max(longestNanos, now - last);
                last = now;
            } catch (SQLException e) {
                // This is what the gap is made of.
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                over = true;
            }
        }
    }

    private void touch() throws SQLException {
        try (Connection connection = BusyClients.connect(client, "psql")) {
            connection.isValid(1);
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
