package dev.nightmask.snapshot.link;

import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.time.Instant;

/// What the link service answers: a presigned URL, of which snapshot, and when a download by it can no longer begin.
///
/// @param format version of this layout, [#FORMAT]
public record Grant(int format, SnapshotId snapshot, SnapshotName name, String url, Instant expiresAt) {
    public static final int FORMAT = 1;

    public Grant {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format " + format);
        }
    }

    public static Grant of(Manifest snapshot, Link link) {
        return new Grant(
                FORMAT,
                snapshot.id(),
                snapshot.name(),
                link.url().reveal().toString(),
                link.handOut().expiresAt());
    }

    @Override
    public String toString() {
        return "***";
    }
}
