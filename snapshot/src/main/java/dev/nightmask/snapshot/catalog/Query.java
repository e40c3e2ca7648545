package dev.nightmask.snapshot.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// Runs a catalog query about many tables at once.
final class Query {
    private Query() {}

    /// Reads one row of an answer.
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /// @param sql with one parameter: the oids of the tables, as bigint[]
    static void forTables(Connection connection, String sql, Collection<Long> oids, RowReader reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("int8", oids.toArray()));
            readAll(statement.executeQuery(), reader);
        }
    }

    static void forAll(Connection connection, String sql, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            readAll(statement.executeQuery(), reader);
        }
    }

    static List<String> names(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static void readAll(ResultSet rows, RowReader reader) throws SQLException {
        try (rows) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
