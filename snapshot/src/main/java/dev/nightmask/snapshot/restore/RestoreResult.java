package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Place;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A restore that succeeded.
///
/// @param previous the name under which the database that was there is kept; null when there was none
/// @param layout encoding and locale of the database, as PostgreSQL names them
/// @param harmless what pg_restore reported though nothing is missing
public record RestoreResult(
        Place.Database database,
        @Nullable String previous,
        String layout,
        int tables,
        long rows,
        List<String> harmless,
        Duration duration) {
    public RestoreResult {
        harmless = List.copyOf(harmless);
    }
}
