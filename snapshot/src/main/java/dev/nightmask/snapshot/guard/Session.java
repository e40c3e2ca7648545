package dev.nightmask.snapshot.guard;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresVersion;
import dev.nightmask.snapshot.catalog.Reached;
import dev.nightmask.snapshot.catalog.ServerFailures;
import dev.nightmask.snapshot.catalog.Side;
import dev.nightmask.snapshot.catalog.Source;
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
    private final Side side;
    private final int localPort;
    private final long peer;

    private Session(Connection connection, Side side, int localPort, long peer) {
        this.connection = connection;
        this.side = side;
        this.localPort = localPort;
        this.peer = peer;
    }

    public static Session open(ConnectionSettings settings) {
        return of(settings.reach(Side.TARGET));
    }

    static Session of(Reached reached) {
        return new Session(reached.connection(), Side.TARGET, reached.localPort(), reached.peer());
    }

    /// A source's own session, which is not ours to close.
    static Session at(Source source) {
        return new Session(source.connection(), Side.SOURCE, 0, 0);
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
            throw ServerFailures.atStatement(side, e);
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
            throw ServerFailures.atStatement(side, e);
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
    public boolean isDirect() {
        try {
            int announced = connection.unwrap(PGConnection.class).getBackendPID();
            return announced == backend();
        } catch (SQLException e) {
            throw ServerFailures.atStatement(side, e);
        }
    }

    /// Whether it is proven that the server runs on this machine. Over TCP the server must see the very port of our
    /// end, for behind a tunnel it sees the tunnel's. Over a Unix socket the process that listens there must be the
    /// parent of the one that answers: a socket can be forwarded, too.
    boolean isOnThisMachine(ServerIdentity server) {
        if (localPort > 0) {
            int seen = one("SELECT coalesce(inet_client_port(), 0)", row -> row.getInt(1));
            return server.isLocal() && seen == localPort;
        }
        return peer > 0
                && ProcessHandle.of(backend())
                        .flatMap(ProcessHandle::parent)
                        .filter(postmaster -> postmaster.pid() == peer)
                        .isPresent();
    }

    private int backend() {
        return one("SELECT pg_catalog.pg_backend_pid()", row -> row.getInt(1));
    }

    PostgresVersion version() {
        try {
            return new PostgresVersion(
                    connection.getMetaData().getDatabaseMajorVersion(),
                    connection.getMetaData().getDatabaseMinorVersion());
        } catch (SQLException e) {
            throw ServerFailures.atStatement(side, e);
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

    /// Ends it from another thread, whatever it waits for.
    public void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            close();
        }
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
