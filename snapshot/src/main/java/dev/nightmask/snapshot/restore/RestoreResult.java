package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Place;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A restore that succeeded.
///
/// @param previous the name under which the database that was there is kept; null when there was none
/// @param layout encoding and locale of the database, as PostgreSQL names them
/// @param harmless what pg_restore reported though nothing is missing
/// @param notes what is worth knowing of the database though it is no reason to keep it back
public record RestoreResult(
        Place.Database database,
        @Nullable String previous,
        String layout,
        int tables,
        long rows,
        List<String> harmless,
        List<String> notes,
        Duration duration) {
    public RestoreResult {
        harmless = List.copyOf(harmless);
        notes = List.copyOf(notes);
    }

    /// The same with one more note.
    RestoreResult noting(String note) {
        List<String> more = Stream.concat(notes.stream(), Stream.of(note)).toList();
        return new RestoreResult(database, previous, layout, tables, rows, harmless, more, duration);
    }
}
