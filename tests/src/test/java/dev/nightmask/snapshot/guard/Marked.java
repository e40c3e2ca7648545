package dev.nightmask.snapshot.guard;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.guard.Marker.Role;
import dev.nightmask.tests.SkippedTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Databases of a test's server with and without consent, and guards that are asked about them.
final class Marked {
    static final String MACHINE = "here";
    static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private Marked() {}

    static Guard guard(KnownSources sources) {
        return guard(sources, new SkippedTime());
    }

    static Guard guard(KnownSources sources, Waiting waiting) {
        return new Guard(sources, unused -> {}, InstantSource.system(), waiting, MACHINE);
    }

    static ConnectionSettings settings(LocalPostgres server, String database) {
        return ConnectionSettings.of(server.uri("postgres"), Map.of()).withDatabase(database);
    }

    static ServerIdentity identity(LocalPostgres server) {
        try (Target target = Target.open(settings(server, "any"))) {
            return ServerIdentity.of(target.session(), MACHINE);
        }
    }

    /// Makes a database that may be replaced.
    static void create(LocalPostgres server, String database, String... clients) {
        try (Target target = Target.open(settings(server, database))) {
            target.session().execute("CREATE DATABASE " + Session.quoted(database));
            MarkedDatabase made =
                    MarkedDatabase.find(target.session(), database).orElseThrow();
            note(target.session(), made, consent(target.session(), made, clients));
        }
    }

    static Marker consent(Session session, MarkedDatabase database, String... clients) {
        return new Marker(
                Role.TARGET,
                ServerIdentity.of(session, MACHINE),
                database.oid(),
                database.name(),
                FAR,
                List.of(clients));
    }

    static void note(Session session, MarkedDatabase database, Marker marker) {
        session.execute(database.noting(marker));
    }

    /// What the guard says, empty when it lets a restore in.
    static List<Problem> refusals(Guard guard, ConnectionSettings settings) {
        try (Target target = Target.open(settings)) {
            guard.admit(target);
            return List.of();
        } catch (NightmaskException e) {
            return e.problems();
        }
    }
}
