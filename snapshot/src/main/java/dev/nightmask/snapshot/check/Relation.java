package dev.nightmask.snapshot.check;

import dev.nightmask.snapshot.guard.Session;
import java.sql.ResultSet;
import java.sql.SQLException;

/// A table in a statement.
///
/// @param whole with its partitions and children, as a partitioned table must be read
record Relation(String schema, String table, boolean whole) {

    /// From three columns of an answer that follow one another.
    static Relation read(ResultSet row, int first) throws SQLException {
        return new Relation(row.getString(first), row.getString(first + 1), row.getBoolean(first + 2));
    }

    /// What stands behind FROM.
    String from() {
        return (whole ? "" : "ONLY ") + Session.quoted(schema) + "." + Session.quoted(table);
    }

    /// For messages.
    String name() {
        return schema + "." + table;
    }

    /// A thing of this table, for messages.
    String name(String part) {
        return name() + "." + part;
    }
}
