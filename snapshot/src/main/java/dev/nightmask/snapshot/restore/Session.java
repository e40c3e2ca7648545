package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresVersion;
import dev.nightmask.snapshot.catalog.ServerFailures;
import dev.nightmask.snapshot.catalog.Side;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A connection to the target server, each statement a transaction of its own. A failure holds SQLSTATE and
/// object names only. Owned by one thread.
final class Session implements AutoCloseable {
    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    static Session open(ConnectionSettings settings) {
        return new Session(settings.open(Side.TARGET));
    }

    /// One row of an answer.
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> query(String sql, RowReader<T> reader, String... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet answer = statement.executeQuery()) {
                while (answer.next()) {
                    rows.add(reader.read(answer));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw ServerFailures.atStatement(Side.TARGET, e);
        }
    }

    /// The one row that the statement always has.
    <T> T one(String sql, RowReader<T> reader, String... parameters) {
        return query(sql, reader, parameters).getFirst();
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw ServerFailures.atStatement(Side.TARGET, e);
        }
    }

    /// Who the server is, by its own word: the same on a primary and all its physical copies.
    String systemIdentifier() {
        return one("SELECT system_identifier::text FROM pg_control_system()", row -> row.getString(1));
    }

    PostgresVersion version() {
        try {
            return new PostgresVersion(
                    connection.getMetaData().getDatabaseMajorVersion(),
                    connection.getMetaData().getDatabaseMinorVersion());
        } catch (SQLException e) {
            throw ServerFailures.atStatement(Side.TARGET, e);
        }
    }

    /// A name as it stands in a statement.
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server ends the session by itself when the socket is gone.
        }
    }
}
