package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.publish.Manifest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to restore, and where to.
///
/// @param archive a file of this machine; with a manifest and some tables only, their blocks suffice
/// @param manifest of the snapshot, when the archive comes from a store: it must be that very archive
/// @param target a database that does not exist yet, or has consented to be replaced
/// @param after SQL scripts to run in the loaded database before it takes the target's place, in this order
/// @param tables which are restored with their rows
/// @param jobs how many connections load at once
public record RestoreRequest(
        Path archive,
        @Nullable Manifest manifest,
        ConnectionSettings target,
        TableChoice tables,
        List<Path> after,
        int jobs) {
    public RestoreRequest {
        after = List.copyOf(after);
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs " + jobs);
        }
    }

    /// With the rows of every table.
    public RestoreRequest(
            Path archive, @Nullable Manifest manifest, ConnectionSettings target, List<Path> after, int jobs) {
        this(archive, manifest, target, TableChoice.all(), after, jobs);
    }
}
