package dev.nightmask.snapshot.guard;

import dev.nightmask.failure.NightmaskException;
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
import org.postgresql.PGConnection;

/// A connection to the target server, each statement a transaction of its own unless told otherwise. A failure
/// holds SQLSTATE and object names only. Owned by one thread.
public final class Session implements AutoCloseable {
    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    public static Session open(ConnectionSettings settings) {
        return new Session(settings.open(Side.TARGET));
    }

    /// One row of an answer.
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    public <T> List<T> query(String sql, RowReader<T> reader, String... parameters) {
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
    public <T> T one(String sql, RowReader<T> reader, String... parameters) {
        return query(sql, reader, parameters).getFirst();
    }

    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw ServerFailures.atStatement(Side.TARGET, e);
        }
    }

    /// Does several things as one, or none of them.
    public void inOneTransaction(List<String> statements) {
        execute("BEGIN");
        try {
            statements.forEach(this::execute);
            execute("COMMIT");
        } catch (NightmaskException e) {
            rollBack(e);
            throw e;
        }
    }

    /// Finds out whether several things could be done, and does none of them.
    public void rehearse(List<String> statements) {
        execute("BEGIN");
        try {
            statements.forEach(this::execute);
        } catch (NightmaskException e) {
            rollBack(e);
            throw e;
        }
        execute("ROLLBACK");
    }

    private void rollBack(NightmaskException first) {
        try {
            execute("ROLLBACK");
        } catch (NightmaskException e) {
            first.addSuppressed(e);
        }
    }

    /// Whether the process that answers is the one that took the connection. Behind a pooler it is not: the process
    /// id that it makes up is none of the server's.
    boolean isDirect() {
        try {
            int announced = connection.unwrap(PGConnection.class).getBackendPID();
            return announced == one("SELECT pg_backend_pid()", row -> row.getInt(1));
        } catch (SQLException e) {
            throw ServerFailures.atStatement(Side.TARGET, e);
        }
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
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// A text as it stands in a statement, whatever `standard_conforming_strings` says.
    public static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
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
