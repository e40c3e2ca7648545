package dev.nightmask.snapshot.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/// A session that reads rows beside the coordinating one, as of the same exported snapshot.
///
/// Used by one thread, but for [#cutOff]. After a failure it is good for nothing but being closed.
public final class ReadingSession implements AutoCloseable {
    private static final String NOT_AVAILABLE = "55P03";

    /// Locks are let go after so many tables: the server's lock table has room for each table once, not once
    /// for each session.
    private static final int MAX_LOCKS = 256;

    private final Connection connection;
    private final SourceSession coordinator;
    private final Set<Long> locked = new HashSet<>();

    private ReadingSession(Connection connection, SourceSession coordinator) {
        this.connection = connection;
        this.coordinator = coordinator;
    }

    static ReadingSession join(Connection connection, SourceSession coordinator) throws SQLException {
        coordinator.joinedBy(connection);
        return new ReadingSession(connection, coordinator);
    }

    /// The session itself, in its transaction, for [dev.nightmask.snapshot.copy.TableCopy].
    public Connection connection() {
        return connection;
    }

    /// Takes ACCESS SHARE on a table unless somebody waits for a stronger lock. Who waits then waits for the
    /// coordinating session, and to wait behind them would be a deadlock that no server can see.
    ///
    /// @return whether this session holds the lock and may read the table
    public boolean lock(Table table) {
        if (locked.contains(table.oid())) {
            return true;
        }
        try (Statement statement = connection.createStatement()) {
            if (locked.size() >= MAX_LOCKS) {
                beginAgain(statement);
            }
            statement.execute(
                    "LOCK TABLE ONLY " + SqlName.quote(table.schema(), table.name()) + " IN ACCESS SHARE MODE NOWAIT");
            locked.add(table.oid());
            return true;
        } catch (SQLException e) {
            return lockRefused(table, e);
        }
    }

    private boolean lockRefused(Table table, SQLException refusal) {
        if (!NOT_AVAILABLE.equals(refusal.getSQLState())) {
            throw ServerFailures.atTable(Side.SOURCE, refusal, table.qualifiedName());
        }
        try (Statement statement = connection.createStatement()) {
            beginAgain(statement);
            return false;
        } catch (SQLException e) {
            throw ServerFailures.atStatement(Side.SOURCE, e);
        }
    }

    private void beginAgain(Statement statement) throws SQLException {
        statement.execute("ROLLBACK");
        locked.clear();
        coordinator.joinedBy(connection);
    }

    /// Ends the session from any thread, whatever it is doing.
    public void cutOff() {
        Cut.off(connection);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw ServerFailures.atStatement(Side.SOURCE, e);
        }
    }
}
