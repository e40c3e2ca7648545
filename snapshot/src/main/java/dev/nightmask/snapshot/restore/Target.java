package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresVersion;
import dev.nightmask.snapshot.catalog.Side;
import java.util.List;

/// Where a restore goes: one server, and the name of the database to be there afterwards.
///
/// @param settings the target database on the one server that answered
/// @param entrance the same server, with a database that exists already
/// @param exists whether that is the target database itself
/// @param systemIdentifier who the server is, by its own word
record Target(
        ConnectionSettings settings,
        ConnectionSettings entrance,
        boolean exists,
        String systemIdentifier,
        PostgresVersion version) {
    /// To connect to while the target database itself does not exist.
    private static final List<String> MAINTENANCE = List.of("postgres", "template1");

    /// Finds the target database or, while it does not exist, its server. Sends no statement but SELECT and SET.
    static Target find(ConnectionSettings asked) {
        try {
            return find(asked, asked.database());
        } catch (NightmaskException missing) {
            if (missing.failure() != Failure.TARGET_MISSING) {
                throw missing;
            }
            return findBeside(asked, missing);
        }
    }

    private static Target findBeside(ConnectionSettings asked, NightmaskException missing) {
        for (String database : MAINTENANCE) {
            try {
                return find(asked, database);
            } catch (NightmaskException e) {
                if (e.failure() != Failure.TARGET_MISSING) {
                    throw e;
                }
            }
        }
        throw missing;
    }

    private static Target find(ConnectionSettings asked, String database) {
        ConnectionSettings entrance = asked.withDatabase(database).settled(Side.TARGET);
        try (Session session = Session.open(entrance)) {
            return new Target(
                    entrance.withDatabase(asked.database()),
                    entrance,
                    database.equals(asked.database()),
                    session.systemIdentifier(),
                    session.version());
        }
    }

    /// Connects to the entrance.
    ///
    /// @throws NightmaskException TARGET_CHANGED when the name now leads to another server
    Session connect() {
        return connect(entrance);
    }

    /// Connects to a database of the same server.
    Session connect(ConnectionSettings database) {
        Session session = Session.open(database);
        if (!session.systemIdentifier().equals(systemIdentifier)) {
            session.close();
            throw new NightmaskException(Failure.TARGET_CHANGED, place());
        }
        return session;
    }

    Place.Database place() {
        return settings.place();
    }
}
