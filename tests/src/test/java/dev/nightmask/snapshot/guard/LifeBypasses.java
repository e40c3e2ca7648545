package dev.nightmask.snapshot.guard;

import static dev.nightmask.failure.Failure.TARGET_BUSY;
import static dev.nightmask.failure.Failure.TARGET_IN_USE;
import static dev.nightmask.failure.Failure.TARGET_PUBLISHES;
import static dev.nightmask.failure.Failure.TARGET_REPLICATED;
import static dev.nightmask.failure.Failure.TARGET_SUBSCRIBES;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.Side;
import dev.nightmask.tests.SkippedTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Ways to have a database replaced that has consented, and that somebody lives in all the same.
final class LifeBypasses {
    private final Arena arena;
    private final LocalPostgres staging;
    private final List<Bypass> all = new ArrayList<>();

    LifeBypasses(Arena arena) {
        this.arena = arena;
        this.staging = arena.staging();
    }

    List<Bypass> all() {
        Marked.create(staging, "life");
        Marked.create(staging, "life_of_puma", "puma");
        for (String application : List.of(
                "web",
                "PostgreSQL JDBC Driver",
                "PSQL",
                "psqlx",
                " psql",
                "dbeaver",
                "sidekiq 7 psql",
                "nightmask",
                "")) {
            connected("application is connected", "life", application);
        }
        for (String application : List.of("Puma", "puma2", "pum", "")) {
            connected("application that the consent does not name", "life_of_puma", application);
        }
        replicating();
        for (String database : List.of("marked_TARGET", "new", "it's \"new\"")) {
            attempt("server with a standby", TARGET_REPLICATED, Marked.settings(arena.production(), database));
        }
        Marked.create(staging, "busy");
        for (int commits : new int[] {50, 100, 400}) {
            all.add(new Bypass(
                    "many commits",
                    TARGET_BUSY,
                    commits + " commits",
                    () -> arena.restoreForeign(
                            Marked.guard(
                                    KnownSources.none(), new SkippedTime(() -> Commits.in(staging, "busy", commits))),
                            Marked.settings(staging, "busy"))));
        }
        return all;
    }

    private void connected(String kind, String database, String application) {
        all.add(new Bypass(kind, TARGET_IN_USE, "\"" + application + "\"", () -> {
            ConnectionSettings session = ConnectionSettings.of(staging.uri(database), Map.of());
            try (Connection connection = session.open(Side.TARGET);
                    Statement statement = connection.createStatement()) {
                statement.execute("SET application_name = '" + application + "'");
                Arena.onlyLookingAt(staging, () -> restore(Marked.settings(staging, database)));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    private void replicating() {
        Marked.create(staging, "fed");
        Arena.sql(staging, "fed", """
                CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1' PUBLICATION p WITH (connect = false)""");
        Arena.sql(staging, "fed", "UPDATE pg_subscription SET subenabled = true");
        Marked.create(staging, "feeding");
        Arena.sql(staging, "feeding", "SELECT pg_create_logical_replication_slot('slot', 'pgoutput')");
        for (String host : List.of("127.0.0.1", "localhost", "[::ffff:127.0.0.1]")) {
            attempt("subscription", TARGET_SUBSCRIBES, at(host, "fed"));
            attempt("logical slot", TARGET_PUBLISHES, at(host, "feeding"));
        }
    }

    private ConnectionSettings at(String host, String database) {
        return ConnectionSettings.of(staging.uri(database).replace("@127.0.0.1:", "@" + host + ":"), Map.of());
    }

    private void attempt(String kind, Failure expected, ConnectionSettings settings) {
        all.add(new Bypass(kind, expected, settings.toString(), () -> restore(settings)));
    }

    private void restore(ConnectionSettings settings) {
        arena.restoreForeign(Marked.guard(KnownSources.none()), settings);
    }
}
