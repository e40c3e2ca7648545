package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.archive.ArchiveSink;
import dev.nightmask.snapshot.plan.ColumnCoverage;

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

    Publication(Snapshots snapshots, ObjectStore store, SnapshotId id, long expectedBytes) {
        this.snapshots = snapshots;
        this.store = store;
        this.id = id;
        this.upload = store.upload(Snapshots.archiveKey(id), expectedBytes);
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

    /// Says beside the archive which technique decides each column. Called before [#publish].
    public void describe(ColumnCoverage coverage) {
        snapshots.write(id, coverage);
    }

    /// Makes the snapshot visible and, unless a newer one is, the latest. Called once, after the archive is
    /// complete. Of a thread that was interrupted before, it is INTERRUPTED; an interrupt meanwhile changes
    /// nothing.
    public void publish(Manifest manifest) {
        if (state != State.ARCHIVED || !manifest.id().equals(id)) {
            throw new IllegalStateException(state + ", " + id);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new NightmaskException(Failure.INTERRUPTED, new Place.Snapshot(id.text()));
        }
        state = State.PUBLISHING;
        Undisturbed.run(() -> snapshots.publish(manifest));
    }

    /// Gives up what was not published, even on a thread that is interrupted. Once the manifest was sent the
    /// archive stays, since the manifest may have arrived even if that failed.
    @Override
    public void close() {
        boolean archived = state == State.ARCHIVED;
        state = archived ? State.WRITING : state;
        Undisturbed.run(upload::close, () -> {
            if (archived) {
                store.delete(Snapshots.archiveKey(id));
                store.delete(Snapshots.coverageKey(id));
            }
        });
    }
}
