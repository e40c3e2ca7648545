package dev.nightmask.lambda.nightly;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.snapshot.plan.ColumnCoverage;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.SnapshotName;
import dev.nightmask.snapshot.publish.Snapshots;
import java.util.Optional;

/// The snapshot that a night's is held against.
///
/// @param manifest empty in the first night
record NightBefore(Snapshots snapshots, Optional<Manifest> manifest, Log log) {

    /// What was published last.
    static NightBefore now(Snapshots snapshots, SnapshotName name, Log log) {
        return new NightBefore(snapshots, snapshots.newest(name), log);
    }

    /// What was published last when a snapshot was not there yet.
    static NightBefore of(Manifest later, Snapshots snapshots, Log log) {
        Optional<Manifest> before = snapshots.list().stream()
                .filter(it -> it.name().equals(later.name()) && it.startedAt().isBefore(later.startedAt()))
                .findFirst();
        return new NightBefore(snapshots, before, log);
    }

    /// What is different since; nothing when there was none, or none that can be read.
    Changes changes(Manifest now) {
        try {
            Optional<ColumnCoverage> coveredBefore = manifest.flatMap(old -> snapshots.coverage(old.id()));
            Optional<ColumnCoverage> covered = snapshots.coverage(now.id());
            return coveredBefore.isEmpty() || covered.isEmpty()
                    ? Changes.none()
                    : Changes.between(manifest.orElseThrow(), coveredBefore.get(), now, covered.get());
        } catch (NightmaskException e) {
            log.error(Line.of("not compared", e));
            return Changes.none();
        }
    }
}
