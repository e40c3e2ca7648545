package dev.nightmask.snapshot.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Which snapshots a deletion will remove, oldest first. Made by [Snapshots#plan], shown or carried out.
///
/// @param includesLatest whether the one that `latest.json` names is among them; then there is no latest
///     snapshot until the next is published
public record Deletion(List<SnapshotId> ids, boolean includesLatest) {
    public Deletion {
        ids = List.copyOf(ids);
    }

    /// Which snapshots are meant. Only [One] can mean the latest.
    public sealed interface Selection {

        /// This one.
        record One(SnapshotId id) implements Selection {}

        /// All but the newest `count`, at least 1.
        record AllButNewest(int count) implements Selection {
            public AllButNewest {
                if (count < 1) {
                    throw new IllegalArgumentException("keeps " + count);
                }
            }
        }

        /// Those whose run began longer ago than `age`.
        record OlderThan(Duration age, Instant now) implements Selection {}
    }
}
