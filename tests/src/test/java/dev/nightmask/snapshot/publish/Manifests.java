package dev.nightmask.snapshot.publish;

import dev.nightmask.snapshot.archive.ArchiveDigest;
import dev.nightmask.snapshot.archive.Seal;
import dev.nightmask.snapshot.archive.Segment;
import dev.nightmask.snapshot.archive.SourceIdentity;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.archive.Verified;
import dev.nightmask.snapshot.plan.Coverage;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Manifests of snapshots that were never taken.
public final class Manifests {
    private Manifests() {}

    public static Manifest of(SnapshotId id, long sizeBytes) {
        return of(id, new ArchiveDigest("0".repeat(64), 1, sizeBytes));
    }

    public static Manifest of(SnapshotId id, ArchiveDigest digest) {
        return of(id, new SnapshotName("shop"), digest);
    }

    /// Of an archive that is there.
    public static Manifest of(SnapshotId id, Verified archive) {
        return of(id, new SnapshotName("shop"), archive.digest(), archive.seal());
    }

    public static Manifest of(SnapshotId id, SnapshotName name, ArchiveDigest digest) {
        Seal seal = new Seal(
                2,
                List.of(new SourceIdentity("7300000000000000001", 16384)),
                "1".repeat(64),
                "zlib:1",
                "JDK",
                "2".repeat(64),
                List.of(new TableCount("public", "users", 12, 3456)),
                List.of(new Segment(1234, "3".repeat(64))),
                List.of());
        return of(id, name, digest, seal);
    }

    /// Of a night that took what is said, over tables of which only the rows count.
    public static Manifest of(RunSummary run, long sizeBytes, List<TableCount> tables) {
        Manifest base = of(SnapshotId.parse("20261121T020000Z-7f3a91"), sizeBytes);
        Seal seal = base.seal();
        return new Manifest(
                base.format(),
                base.id(),
                base.name(),
                base.startedAt(),
                base.finishedAt(),
                base.nightmaskVersion(),
                base.serverVersion(),
                base.pgDumpVersion(),
                base.archive(),
                new Seal(
                        seal.format(),
                        seal.sources(),
                        seal.rulesDigest(),
                        seal.codec(),
                        seal.engine(),
                        seal.tocDigest(),
                        tables,
                        Collections.nCopies(tables.size(), seal.blocks().getFirst()),
                        seal.references()),
                base.coverage(),
                run,
                base.notices());
    }

    private static Manifest of(SnapshotId id, SnapshotName name, ArchiveDigest digest, Seal seal) {
        return new Manifest(
                Manifest.FORMAT,
                id,
                name,
                Instant.parse("2026-11-21T02:00:00Z"),
                Instant.parse("2026-11-21T02:05:00Z"),
                "0.1.0",
                "15.18",
                "15.18",
                digest,
                seal,
                new Coverage(2, 1, new TreeMap<>(Map.of("keep", 3, "pseudonymize", 2))),
                new RunSummary(1 << 20, 2, new TreeMap<>(Map.of("copy", 120_000L)), 150 << 20),
                List.of("large objects are left out"));
    }
}
