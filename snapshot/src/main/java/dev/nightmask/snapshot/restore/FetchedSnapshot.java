package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.TemporaryDirectory;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.link.PartialPull;
import dev.nightmask.snapshot.link.Pull;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Snapshots;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// What a restore needs of a snapshot, fetched from its store into a file of this machine. It is masked, and gone when
/// closed.
public final class FetchedSnapshot implements AutoCloseable {
    private final Manifest manifest;
    private final TableChoice tables;
    private final TemporaryDirectory directory;

    private FetchedSnapshot(Manifest manifest, TableChoice tables, TemporaryDirectory directory) {
        this.manifest = manifest;
        this.tables = tables;
        this.directory = directory;
    }

    /// @param tables which are to be restored with their rows; the blocks of others are not fetched
    public static FetchedSnapshot of(
            Snapshots snapshots, Manifest manifest, TableChoice tables, Progress progress, Clock clock) {
        FetchedSnapshot fetched = new FetchedSnapshot(manifest, tables, TemporaryDirectory.create());
        try {
            if (tables.isAll()) {
                new Pull(progress, clock).fromStore(snapshots, manifest, fetched.archive());
            } else {
                new PartialPull(snapshots, manifest, progress).into(fetched.archive(), tables::in);
            }
            return fetched;
        } catch (RuntimeException | Error e) {
            try (fetched) {
                throw e;
            }
        }
    }

    /// To restore it into a target, see [RestoreRequest].
    public RestoreRequest into(ConnectionSettings target, List<Path> after, int jobs) {
        return new RestoreRequest(archive(), manifest, target, tables, after, jobs);
    }

    private Path archive() {
        return directory.path().resolve("archive.dump");
    }

    @Override
    public void close() {
        directory.close();
    }
}
