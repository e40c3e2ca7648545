package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.publish.Manifest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What to restore, and where to.
///
/// @param archive a file of this machine
/// @param manifest of the snapshot, when the archive comes from a store: it must be that very archive
/// @param target a database that does not exist yet, or is empty
/// @param jobs how many connections load at once
public record RestoreRequest(Path archive, @Nullable Manifest manifest, ConnectionSettings target, int jobs) {
    public RestoreRequest {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs " + jobs);
        }
    }
}
