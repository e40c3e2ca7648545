package dev.nightmask.snapshot.publish;

import dev.nightmask.snapshot.archive.ArchiveDigest;
import dev.nightmask.snapshot.archive.Seal;
import dev.nightmask.snapshot.plan.Coverage;
import java.time.Instant;
import java.util.List;

/// What is known of a snapshot without reading its archive. It holds names, numbers and digests: no value of
/// a row, no secret and no text of a rule.
///
/// @param format version of this layout, [#FORMAT]
/// @param name of the database among those of the store
/// @param serverVersion of the PostgreSQL server the snapshot was taken from
/// @param archive what the bytes of the archive must be
/// @param seal what the archive says of itself
/// @param run what it took
/// @param notices what the snapshot leaves out and a reader may miss, by name, and what a restore needs
public record Manifest(
        int format,
        SnapshotId id,
        SnapshotName name,
        Instant startedAt,
        Instant finishedAt,
        String nightmaskVersion,
        String serverVersion,
        String pgDumpVersion,
        ArchiveDigest archive,
        Seal seal,
        Coverage coverage,
        RunSummary run,
        List<String> notices) {
    /// The layout that this version writes, and the only one it reads.
    public static final int FORMAT = 2;

    public Manifest {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format " + format);
        }
        if (finishedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException("finished before it started");
        }
        if (!archive.sha256().matches("[0-9a-f]{64}")
                || archive.headBytes() <= 0
                || archive.sizeBytes() < archive.headBytes()) {
            throw new IllegalArgumentException("not a digest of an archive");
        }
        notices = List.copyOf(notices);
    }
}
