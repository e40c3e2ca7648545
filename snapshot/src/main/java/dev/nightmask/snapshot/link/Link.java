package dev.nightmask.snapshot.link;

import dev.nightmask.snapshot.publish.SecretUrl;
import dev.nightmask.snapshot.publish.SnapshotId;
import java.time.Instant;

/// A presigned URL: who asked for it, when, and until when a download by it can begin. It works any number of
/// times until then, for whoever has it, so it prints as `***`.
public record Link(SnapshotId snapshot, SecretUrl url, String askedBy, Instant askedAt, Instant expiresAt) {
    @Override
    public String toString() {
        return "***";
    }
}
