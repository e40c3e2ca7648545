package dev.nightmask.snapshot.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/// What a server of a host list must be to be taken (`target_session_attrs`).
enum SessionAttributes {
    ANY("any"),
    READ_WRITE("read-write"),
    READ_ONLY("read-only"),
    PRIMARY("primary"),
    STANDBY("standby"),
    PREFER_STANDBY("prefer-standby");

    private static final String QUERY =
            "SELECT pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only') = 'on'";

    private final String text;

    SessionAttributes(String text) {
        this.text = text;
    }

    static SessionAttributes parse(String text) {
        return Arrays.stream(values())
                .filter(value -> value.text.equals(text))
                .findFirst()
                .orElseThrow(() -> Parameter.notUnderstood(Parameter.TARGET_SESSION_ATTRS.key()));
    }

    /// What to look for, one round over all hosts after the other.
    List<SessionAttributes> rounds() {
        return this == PREFER_STANDBY ? List.of(STANDBY, ANY) : List.of(this);
    }

    boolean acceptedBy(Connection connection) throws SQLException {
        if (this == ANY) {
            return true;
        }
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(QUERY)) {
            answer.next();
            boolean standby = answer.getBoolean(1);
            boolean readOnly = answer.getBoolean(2);
            return switch (this) {
                case ANY, PREFER_STANDBY -> true;
                case READ_WRITE -> !standby && !readOnly;
                case READ_ONLY -> standby || readOnly;
                case PRIMARY -> !standby;
                case STANDBY -> standby;
            };
        }
    }
}
