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

    static Doorbell at(Client client) {
        Doorbell doorbell = new Doorbell(client);
        doorbell.thread.start();
        return doorbell;
    }

    double longestGapSeconds() {
        return longestNanos / 1e9;
    }

    private void ring() {
        long last = System.nanoTime();
        while (!over) {
            try (Connection connection = BusyClients.connect(client, "psql")) {
                connection.isValid(1);
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
