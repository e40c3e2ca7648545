package dev.nightmask.cli;

import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.publish.Manifest;
import java.time.Instant;
import java.util.List;

/// What is told of a snapshot: the same in every command that tells of one.
///
/// @param name of the database among those of the store
/// @param startedAt when the run began; the rows are of a moment shortly after
record SnapshotLine(
        String id,
        String name,
        Instant startedAt,
        int tables,
        long rows,
        long sizeBytes,
        String sha256,
        String serverVersion) {

    static SnapshotLine of(Manifest manifest) {
        return new SnapshotLine(
                manifest.id().text(),
                manifest.name().text(),
                manifest.startedAt(),
                manifest.seal().tables().size(),
                manifest.seal().tables().stream().mapToLong(TableCount::rows).sum(),
                manifest.archive().sizeBytes(),
                manifest.archive().sha256(),
                manifest.serverVersion());
    }

    static List<String> lines(List<SnapshotLine> snapshots) {
        return snapshots.isEmpty()
                ? List.of("no snapshots")
                : snapshots.stream().map(SnapshotLine::line).toList();
    }

    String line() {
        return "%s  %-16s  %5d tables  %14s rows  %9s  PostgreSQL %s"
                .formatted(id, name, tables, Amounts.count(rows), Amounts.bytes(sizeBytes), serverVersion);
    }
}
