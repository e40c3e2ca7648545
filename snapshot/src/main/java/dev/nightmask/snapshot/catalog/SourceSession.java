package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// A session in the state in which rows are read: one REPEATABLE READ transaction, read-only, with pg_dump's own
/// settings (`pg_dump.c`, setup_connection), so that values print as pg_dump would print them. Besides, no statement
/// is split among parallel processes, which would make the order of rows a matter of luck.
///
/// @param snapshot the id of its exported snapshot
/// @param lockWait as long as it waits for anybody's lock
record SourceSession(Connection connection, PostgresVersion version, String snapshot, Duration lockWait) {
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private static final List<String> SETTINGS = List.of(
            "statement_timeout = 0",
            "idle_in_transaction_session_timeout = 0",
            "datestyle = ISO",
            "intervalstyle = postgres",
            "extra_float_digits = 3",
            "bytea_output = hex",
            "timezone = 'UTC'",
            "search_path = ''",
            "row_security = off",
            "synchronize_seqscans = off",
            "max_parallel_workers_per_gather = 0",
            "jit = off");

    private static final int FIRST_WITH_TRANSACTION_TIMEOUT = 17;

    /// The session that coordinates a run: it exports its snapshot.
    static SourceSession begin(Connection connection, PostgresVersion version, Duration lockWait) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEGIN + settings(version, lockWait));
            refusePooler(connection, statement);
            String snapshot = single(statement, "SELECT pg_catalog.pg_export_snapshot()");
            return new SourceSession(connection, version, snapshot, lockWait);
        }
    }

    /// Begins another transaction on a session of its own, as of this one's snapshot. One round trip.
    void joinedBy(Connection reader) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute(BEGIN + ";SET TRANSACTION SNAPSHOT '" + snapshot + "'" + settings(version, lockWait));
        }
    }

    /// Local to the transaction, so that nobody who uses the session later is left with them.
    private static String settings(PostgresVersion version, Duration lockWait) {
        List<String> settings = new ArrayList<>(SETTINGS);
        settings.add("lock_timeout = " + lockWait.toMillis());
        if (version.major() >= FIRST_WITH_TRANSACTION_TIMEOUT) {
            settings.add("transaction_timeout = 0");
        }
        return settings.stream().map(setting -> ";SET LOCAL " + setting).collect(Collectors.joining());
    }

    /// A pooler answers for the server at the start, and the process id it then makes up is not the backend's.
    /// Behind one, settings leak to other clients and pg_dump may not get a session of its own.
    private static void refusePooler(Connection connection, Statement statement) throws SQLException {
        String backend = single(statement, "SELECT pg_catalog.pg_backend_pid()");
        int announced = connection.unwrap(PGConnection.class).getBackendPID();
        if (!backend.equals(Integer.toString(announced))) {
            throw new NightmaskException(Failure.SOURCE_UNSUPPORTED, new Place.Nowhere());
        }
    }

    private static String single(Statement statement, String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
