package dev.nightmask.snapshot.publish;

import dev.nightmask.snapshot.archive.ArchiveSink;

/// A snapshot on its way: its archive first, then its manifest. Closed without being published, nothing is
/// left of it.
public final class Publication implements AutoCloseable {
    private enum State {
        WRITING,
        ARCHIVED,
        PUBLISHING
    }

    private final Snapshots snapshots;
    private final ObjectStore store;
    private final SnapshotId id;
    private final ArchiveSink upload;
    private State state = State.WRITING;

    Publication(Snapshots snapshots, ObjectStore store, SnapshotId id) {
        this.snapshots = snapshots;
        this.store = store;
        this.id = id;
        this.upload = store.upload(Snapshots.archiveKey(id));
    }

    public SnapshotId id() {
        return id;
    }

    /// Where the archive goes.
    public ArchiveSink archive() {
        return new ArchiveSink() {
            @Override
            public void reserveHead(int headBytes) {
                upload.reserveHead(headBytes);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                upload.write(bytes, offset, length);
            }

            @Override
            public void complete(byte[] head) {
                upload.complete(head);
                state = State.ARCHIVED;
            }

            @Override
            public void close() {
                upload.close();
            }
        };
    }

    /// Makes the snapshot visible and, unless a newer one is, the latest. Called once, after the archive is
    /// complete.
    public void publish(Manifest manifest) {
        if (state != State.ARCHIVED || !manifest.id().equals(id)) {
            throw new IllegalStateException(state + ", " + id);
        }
        state = State.PUBLISHING;
        snapshots.publish(manifest);
    }

    /// Gives up what was not published. Once the manifest was sent the archive stays, since the manifest may
    /// have arrived even if that failed.
    @Override
    public void close() {
        upload.close();
        if (state == State.ARCHIVED) {
            state = State.WRITING;
            store.delete(Snapshots.archiveKey(id));
        }
    }
}
