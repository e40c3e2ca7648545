package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.Failure;
import java.time.Duration;

/// Which of the two databases of the path a connection leads to: its failures are named after it.
public enum Side {
    SOURCE(
            Failure.SOURCE_UNREACHABLE,
            Failure.SOURCE_AUTHENTICATION,
            Failure.SOURCE_MISSING,
            Failure.SOURCE_PERMISSION,
            Failure.SOURCE_LOST,
            Failure.SOURCE_QUERY),
    TARGET(
            Failure.TARGET_UNREACHABLE,
            Failure.TARGET_AUTHENTICATION,
            Failure.TARGET_MISSING,
            Failure.TARGET_PERMISSION,
            Failure.TARGET_UNREACHABLE,
            Failure.RESTORE_FAILED);

    private final Failure unreachable;
    private final Failure authentication;
    private final Failure missing;
    private final Failure permission;
    private final Failure lost;
    private final Failure query;

    Side(
            Failure unreachable,
            Failure authentication,
            Failure missing,
            Failure permission,
            Failure lost,
            Failure query) {
        this.unreachable = unreachable;
        this.authentication = authentication;
        this.missing = missing;
        this.permission = permission;
        this.lost = lost;
        this.query = query;
    }

    /// As long as a server of this side may say nothing while we wait for its answer. A source sends rows all the
    /// time; a target may count a large table, or gather its statistics, for hours.
    Duration silence() {
        return switch (this) {
            case SOURCE -> Duration.ofMinutes(10);
            case TARGET -> Duration.ofHours(12);
        };
    }

    /// What a refused or failed attempt to connect is called.
    ///
    /// @param sqlState empty when there is none
    Failure atConnect(String sqlState) {
        return switch (sqlState) {
            case "28P01", "28000", "08004" -> authentication;
            case "3D000" -> missing;
            case "42501" -> permission;
            case "53300" -> this == SOURCE ? Failure.SOURCE_FULL : unreachable;
            default -> unreachable;
        };
    }

    /// What a statement that failed on an open connection is called.
    Failure atStatement(String sqlState) {
        return switch (sqlState) {
            case "42501" -> permission;
            case "55P03" -> this == SOURCE ? Failure.SOURCE_LOCKED : query;
            case "22021", "22P05" -> this == SOURCE ? Failure.TEXT_ENCODING : query;
            case "40001" -> this == SOURCE ? Failure.SOURCE_CONFLICT : lost;
            case "57P01", "57P02", "57P04", "25P03" -> lost;
            default -> sqlState.startsWith("08") ? lost : query;
        };
    }
}
