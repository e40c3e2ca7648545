package dev.nightmask.snapshot.night;

import dev.nightmask.snapshot.archive.ArchiveDigest;
import dev.nightmask.snapshot.archive.ArchiveSink;
import dev.nightmask.snapshot.publish.Fence;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Manifests;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Publication;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.Snapshots;
import java.util.concurrent.atomic.AtomicInteger;

/// What is left of a run without a database: an archive of four bytes, published as its lease lets it.
final class NightRun {
    private final ObjectStore store;
    private final AtomicInteger made = new AtomicInteger();

    NightRun(ObjectStore store) {
        this.store = store;
    }

    Manifest publish(Lease lease) {
        return publish((Fence) lease);
    }

    /// The process is gone once the night is committed to.
    Manifest commitAndDie(Lease lease) {
        try {
            return publish(manifest -> {
                lease.commit(manifest);
                throw new Killed();
            });
        } catch (Killed e) {
            return manifest(made.get());
        }
    }

    private Manifest publish(Fence fence) {
        Manifest manifest = manifest(made.incrementAndGet());
        try (Publication publication = new Snapshots(store).fencedBy(fence).begin(manifest.id(), 0);
                ArchiveSink sink = publication.archive()) {
            sink.reserveHead(1);
            sink.write(new byte[] {2, 3, 4}, 0, 3);
            sink.complete(new byte[] {1});
            publication.publish(manifest);
        }
        return manifest;
    }

    private static Manifest manifest(int number) {
        SnapshotId id = SnapshotId.parse("20261121T020000Z-%06x".formatted(number));
        return Manifests.of(id, new ArchiveDigest("0".repeat(64), 1, 4));
    }

    /// Stands for kill -9.
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
