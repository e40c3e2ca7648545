package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Turns what PostgreSQL answers into failures that hold SQLSTATE and object names only: message, DETAIL,
/// CONTEXT and cause quote values of rows and are dropped here.
public final class ServerFailures {
    private ServerFailures() {}

    /// A statement failed.
    public static NightmaskException atStatement(Side side, SQLException error) {
        return new NightmaskException(
                side.atStatement(stateOf(error)), new Place.Sql(shownState(error), objectOf(error)));
    }

    /// A statement about one table failed.
    public static NightmaskException atTable(Side side, SQLException error, String table) {
        return new NightmaskException(side.atStatement(stateOf(error)), new Place.Sql(shownState(error), table));
    }

    static NightmaskException atConnect(Side side, SQLException error, Place.Database place) {
        return new NightmaskException(side.atConnect(stateOf(error)), place);
    }

    private static String stateOf(SQLException error) {
        return Objects.requireNonNullElse(error.getSQLState(), "");
    }

    private static String shownState(SQLException error) {
        return stateOf(error).isEmpty() ? "unknown" : stateOf(error);
    }

    private static String objectOf(SQLException error) {
        @Nullable ServerErrorMessage answer = error instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        if (answer == null) {
            return "";
        }
        return Stream.of(answer.getSchema(), answer.getTable(), answer.getColumn(), answer.getConstraint())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }
}
