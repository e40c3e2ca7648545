package dev.nightmask.snapshot.guard;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresVersion;
import dev.nightmask.snapshot.catalog.Reached;
import dev.nightmask.snapshot.catalog.Side;
import java.util.List;

/// Where a restore goes: the name of a database, there or not yet, and one connection to its server. Everything
/// that is checked and everything that is changed there goes through this connection, so no name, no tunnel and no
/// failover can come between the two. It leads to a database beside the target, since nobody can rename the one they
/// are connected to. Owned by one thread.
public final class Target implements AutoCloseable {
    private static final List<String> MAINTENANCE = List.of("postgres", "template1");

    private final ConnectionSettings settings;
    private final String beside;
    private final Session session;
    private final PostgresVersion version;

    private Target(ConnectionSettings settings, String beside, Session session) {
        this.settings = settings;
        this.beside = beside;
        this.session = session;
        this.version = session.version();
    }

    /// Connects. Sends no statement.
    public static Target open(ConnectionSettings asked) {
        NightmaskException last = null;
        for (String beside : MAINTENANCE) {
            if (!beside.equals(asked.database())) {
                try {
                    Reached reached = asked.withDatabase(beside).reach(Side.TARGET);
                    return new Target(reached.pinned().withDatabase(asked.database()), beside, Session.of(reached));
                } catch (NightmaskException e) {
                    if (e.failure() != Failure.TARGET_MISSING && e.failure() != Failure.TARGET_PERMISSION) {
                        throw e;
                    }
                    last = e;
                }
            }
        }
        throw last == null ? new NightmaskException(Failure.TARGET_MISSING, asked.place()) : last;
    }

    /// Makes the connection fit for work, once it is known where it leads: behind a pooler the settings would be left
    /// to the next client. A restore takes as long as it takes, and this connection is silent meanwhile; others see by
    /// its name whose it is; and no function, operator or view of anybody's comes before the server's own.
    void settle() {
        session.execute("SET search_path = ''");
        session.execute("SET application_name = 'nightmask'");
        session.execute("SET statement_timeout = 0");
        session.execute("SET lock_timeout = '5s'");
        session.query(
                "SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout'",
                row -> row.getString(1));
    }

    public Session session() {
        return session;
    }

    /// The name of the database.
    public String database() {
        return settings.database();
    }

    /// The name of the database that the connection leads to.
    public String beside() {
        return beside;
    }

    public PostgresVersion version() {
        return version;
    }

    /// How to reach another database of the same server, or of what answers under its address by then. Child programs
    /// are held to the address that our connection went to.
    public ConnectionSettings settings(String name) {
        return settings.withDatabase(name);
    }

    /// Opens another session on the server.
    ///
    /// @throws NightmaskException TARGET_CHANGED when the address now leads to another server
    public Session connect(String name, ServerIdentity expected, String machine) {
        Session other = Session.open(settings(name));
        if (!ServerIdentity.of(other, machine).systemIdentifier().equals(expected.systemIdentifier())) {
            other.close();
            throw new NightmaskException(Failure.TARGET_CHANGED, place());
        }
        return other;
    }

    public Place.Database place() {
        return settings.place();
    }

    @Override
    public void close() {
        session.close();
    }
}
