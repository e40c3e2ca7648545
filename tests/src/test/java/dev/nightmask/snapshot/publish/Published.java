package dev.nightmask.snapshot.publish;

import dev.nightmask.snapshot.archive.ArchiveReader;
import dev.nightmask.snapshot.archive.ArchiveSink;
import java.io.ByteArrayInputStream;
import java.util.Arrays;

/// Archives in stores.
public final class Published {
    private Published() {}

    /// A real archive, with the manifest that goes with it.
    public static Manifest archive(ObjectStore store, String id, byte[] archive) {
        return bytes(
                store,
                Manifests.of(SnapshotId.parse(id), ArchiveReader.check(new ByteArrayInputStream(archive))),
                archive);
    }

    /// Any bytes under a manifest.
    public static Manifest bytes(ObjectStore store, Manifest manifest, byte[] bytes) {
        int head = manifest.archive().headBytes();
        try (Publication publication = new Snapshots(store).begin(manifest.id(), 0);
                ArchiveSink sink = publication.archive()) {
            sink.reserveHead(head);
            sink.write(bytes, head, bytes.length - head);
            sink.complete(Arrays.copyOf(bytes, head));
            publication.publish(manifest);
        }
        return manifest;
    }
}
