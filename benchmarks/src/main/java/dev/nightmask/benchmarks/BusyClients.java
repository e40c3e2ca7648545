package dev.nightmask.benchmarks;

import dev.nightmask.demo.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// An application with many connections that are never idle for long, and that connects again when they are ended.
/// Each asks some twenty times a second, in transactions of ten seconds: in use, and not as busy as a production.
final class BusyClients implements AutoCloseable {
    static final String NAME = "busy";

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int STATEMENTS_A_TRANSACTION = 200;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong reconnections = new AtomicLong();
    private final Client client;
    private final long people;
    private volatile boolean over;

    private BusyClients(Client client, long people) {
        this.client = client;
        this.people = people;
    }

    /// @param client of the database they work in
    static BusyClients start(Client client, int count) {
        long people = Long.parseLong(client.query("SELECT max(id) FROM people"));
        BusyClients clients = new BusyClients(client, people);
        for (int i = 0; i < count; i++) {
            clients.threads.add(Thread.ofVirtual().start(clients::work));
        }
        return clients;
    }

    long statements() {
        return statements.get();
    }

    long reconnections() {
        return reconnections.get();
    }

    private void work() {
        while (!over) {
            try (Connection connection = connect(client, NAME)) {
                connection.setAutoCommit(false);
                while (!over) {
                    transaction(connection);
                }
            } catch (SQLException e) {
                reconnections.incrementAndGet();
                pause();
            }
        }
    }

    private void transaction(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < STATEMENTS_A_TRANSACTION && !over; i++) {
                long id = ThreadLocalRandom.current().nextLong(people);
                statement.executeQuery("SELECT count(*) FROM people WHERE id BETWEEN " + id + " AND " + (id + 20));
                statements.incrementAndGet();
                pause();
            }
        }
        connection.commit();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Connection connect(Client client, String application) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:%d/%s?ApplicationName=%s"
                .formatted(client.server().port(), client.database(), application);
        return DriverManager.getConnection(
                url, LocalPostgres.SUPERUSER, client.server().password());
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
