package dev.nightmask.snapshot.link;

import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.SnapshotName;
import dev.nightmask.snapshot.publish.Snapshots;
import java.util.Optional;

/// What the link service is asked for.
///
/// @param snapshot its id; empty for the latest
/// @param name of the database; empty for the usual one
public record Wish(String snapshot, String name) {

    /// The snapshot that is meant; fails as [Snapshots] does, and with SNAPSHOT_ID or SNAPSHOT_NAME.
    ///
    /// @param usual the database that is meant when none is named
    public Manifest in(Snapshots snapshots, Optional<SnapshotName> usual) {
        if (!snapshot.isEmpty()) {
            return snapshots.find(SnapshotId.parse(snapshot));
        }
        return (name.isEmpty() ? usual : Optional.of(SnapshotName.parse(name)))
                .map(snapshots::latest)
                .orElseGet(snapshots::latest);
    }
}
