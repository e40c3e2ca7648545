package dev.nightmask.snapshot.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// Ends a session in the middle of a statement.
final class Cut {
    private Cut() {}

    /// From any thread: the server is told to cancel, so that its backend doesn't work on for nobody, and whoever
    /// waits for an answer gets an error.
    static void off(Connection connection) {
        try {
            if (!connection.isClosed()) {
                connection.unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException e) {
            // A server that cannot be reached any more needs no telling.
        } finally {
            abort(connection);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw ServerFailures.atStatement(Side.SOURCE, e);
        }
    }
}
