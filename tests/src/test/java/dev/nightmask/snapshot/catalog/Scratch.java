package dev.nightmask.snapshot.catalog;

import dev.nightmask.demo.LocalPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// A fresh database on a test's server.
public record Scratch(LocalPostgres server, String database) {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /// Creates a database and runs statements in it.
    public static Scratch create(LocalPostgres server, String... statements) {
        Scratch postgres = new Scratch(server, "postgres");
        String name = "scratch_" + COUNTER.incrementAndGet();
        postgres.run("CREATE DATABASE " + name);
        Scratch scratch = new Scratch(server, name);
        scratch.run(statements);
        return scratch;
    }

    public void run(String... statements) {
        try (Connection connection = session();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The first column of the first row, as text.
    public String ask(String query) {
        try (Connection connection = session();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A session of the test's own, not Nightmask's.
    public Connection session() {
        return ConnectionSettings.of(server.uri(database) + "?application_name=test", Map.of())
                .open(Side.SOURCE);
    }

    public ConnectionSettings settings() {
        return ConnectionSettings.of(server.uri(database), Map.of());
    }

    /// The same as another role, which needs no password on the server's socket.
    public ConnectionSettings settingsOf(String role) {
        String host = server.socketDirectory().toString().replace("/", "%2F");
        return ConnectionSettings.of(
                "postgresql://" + role + "@" + host + ":" + server.port() + "/" + database, Map.of());
    }

    public PostgresPrograms programs() {
        return new PostgresPrograms(List.of(server.programs()));
    }

    public Source source() {
        return Source.open(settings(), programs(), Duration.ofMillis(300));
    }

    /// Waits until something comes true, and says whether it did before half a minute was over.
    public static boolean becomesTrue(BooleanSupplier condition) {
        for (int i = 0; i < 300; i++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return false;
    }
}
