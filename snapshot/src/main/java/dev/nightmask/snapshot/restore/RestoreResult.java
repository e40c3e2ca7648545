package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Place;
import java.time.Duration;
import java.util.List;

/// A restore that succeeded.
///
/// @param created whether the database did not exist before
/// @param layout encoding and locale of the database, as PostgreSQL names them
/// @param harmless what pg_restore reported though nothing is missing
public record RestoreResult(
        Place.Database database,
        boolean created,
        String layout,
        int tables,
        long rows,
        List<String> harmless,
        Duration duration) {
    public RestoreResult {
        harmless = List.copyOf(harmless);
    }
}
