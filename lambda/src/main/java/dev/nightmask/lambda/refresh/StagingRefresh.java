package dev.nightmask.lambda.refresh;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.lambda.Deadline;
import dev.nightmask.lambda.aws.Cloud;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.lambda.telemetry.LoggedProgress;
import dev.nightmask.snapshot.TemporaryDirectory;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.guard.Guard;
import dev.nightmask.snapshot.guard.SourceMemory;
import dev.nightmask.snapshot.guard.Waiting;
import dev.nightmask.snapshot.journal.Journal;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.Stores;
import dev.nightmask.snapshot.restore.FetchedSnapshot;
import dev.nightmask.snapshot.restore.Refresh;
import dev.nightmask.snapshot.restore.Restore;
import dev.nightmask.snapshot.restore.RestoreResult;
import dev.nightmask.snapshot.restore.TableChoice;
import java.nio.file.Path;
import java.util.Optional;

/// Brings staging to a snapshot, with what the settings name: store, login, target.
record StagingRefresh(RefreshSettings settings, Cloud cloud, Log log) {
    /// As whom the guard and the journal know the function. It is no machine whose loopback could be meant.
    static final String WHO = "nightmask-refresh";

    /// Ends in order before the function would be stopped. A swap that has begun by then is finished.
    ///
    /// @return empty when staging was brought to this snapshot before
    /// @throws NightmaskException as of [Refresh], or REFRESH_OUTGROWN: the target is what it was then
    Optional<RestoreResult> run(SnapshotId id, Deadline deadline) {
        return deadline.within(cloud.clock(), StagingRefresh::late, () -> refresh(id, deadline));
    }

    private static NightmaskException late() {
        return new NightmaskException(Failure.REFRESH_OUTGROWN, new Place.Found("no time is left", 0));
    }

    private Optional<RestoreResult> refresh(SnapshotId id, Deadline deadline) {
        try (ObjectStore store = Stores.open(settings.store(), cloud.s3());
                TemporaryDirectory state = TemporaryDirectory.create()) {
            Snapshots snapshots = new Snapshots(store);
            Manifest manifest = snapshots.find(id);
            LoggedProgress progress = new LoggedProgress(log);
            return new Refresh(restore(state.path(), progress).outOf(store), Waiting.really())
                    .run(
                            manifest,
                            settings.databases().connect(settings.target(), cloud.aws(), cloud.environment()),
                            () -> {
                                Capacity.of(state.path(), deadline.left(cloud.clock()))
                                        .require(manifest, settings.jobs());
                                return FetchedSnapshot.of(
                                        snapshots, manifest, TableChoice.all(), progress, cloud.clock());
                            },
                            settings.jobs());
        }
    }

    /// @param state of this one run: what lasts is in the store
    private Restore restore(Path state, LoggedProgress progress) {
        SourceMemory memory = new SourceMemory(state.resolve("state"));
        return new Restore(
                new Guard(memory.known(), memory::add, cloud.clock(), Waiting.really(), WHO),
                new Journal(state.resolve("journal.jsonl"), WHO, cloud.clock(), cloud.random()),
                PostgresPrograms.installed(cloud.environment()),
                cloud.clock(),
                cloud.random(),
                progress);
    }
}
