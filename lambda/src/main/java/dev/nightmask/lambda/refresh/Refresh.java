package dev.nightmask.lambda.refresh;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.lambda.Deadline;
import dev.nightmask.lambda.aws.Cloud;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.lambda.telemetry.LoggedProgress;
import dev.nightmask.snapshot.TemporaryDirectory;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.guard.Guard;
import dev.nightmask.snapshot.guard.KnownSources;
import dev.nightmask.snapshot.guard.SourceMemory;
import dev.nightmask.snapshot.guard.Waiting;
import dev.nightmask.snapshot.journal.Journal;
import dev.nightmask.snapshot.link.Pull;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.Stores;
import dev.nightmask.snapshot.restore.Previous;
import dev.nightmask.snapshot.restore.Restore;
import dev.nightmask.snapshot.restore.RestoreRequest;
import dev.nightmask.snapshot.restore.RestoreResult;
import java.nio.file.Path;
import java.util.List;

/// Fetches one snapshot and restores it into staging. What is fetched is masked, and gone with the run.
record Refresh(RefreshSettings settings, Cloud cloud, Log log) {
    /// As whom the guard and the journal know the function. It is no machine whose loopback could be meant.
    private static final String WHO = "nightmask-refresh";

    /// Ends in order before the function would be stopped. A swap that has begun by then is finished.
    ///
    /// @throws NightmaskException as of [Restore], or REFRESH_OUTGROWN: the target is what it was then
    RestoreResult run(SnapshotId id, Deadline deadline) {
        return deadline.within(cloud.clock(), Refresh::late, () -> refresh(id, deadline));
    }

    private static NightmaskException late() {
        return new NightmaskException(Failure.REFRESH_OUTGROWN, new Place.Found("no time is left", 0));
    }

    private RestoreResult refresh(SnapshotId id, Deadline deadline) {
        try (ObjectStore store = Stores.open(settings.store(), cloud.s3());
                TemporaryDirectory directory = TemporaryDirectory.create()) {
            Snapshots snapshots = new Snapshots(store);
            Manifest manifest = snapshots.find(id);
            Capacity.of(directory.path(), deadline.left(cloud.clock())).require(manifest, settings.jobs());
            LoggedProgress progress = new LoggedProgress(log);
            Path archive = directory.path().resolve("archive.dump");
            new Pull(progress, cloud.clock()).fromStore(snapshots, manifest, archive);
            SourceMemory memory = new SourceMemory(directory.path().resolve("state"));
            Guard guard = new Guard(memory.known(), memory::add, cloud.clock(), Waiting.really(), WHO)
                    .knowing(KnownSources.in(snapshots));
            Journal journal = new Journal(directory.path().resolve("journal.jsonl"), WHO, cloud.clock(), cloud.random())
                    .beside(store);
            ConnectionSettings target =
                    settings.databases().connect(settings.target(), cloud.aws(), cloud.environment());
            dropPrevious(new Previous(guard, journal), target);
            RestoreResult result = new Restore(
                            guard,
                            journal,
                            PostgresPrograms.installed(cloud.environment()),
                            cloud.clock(),
                            cloud.random(),
                            progress)
                    .run(new RestoreRequest(archive, manifest, target, List.of(), settings.jobs()));
            journal.refusedBeside()
                    .ifPresent(why -> log.error(Line.of("journal not kept").with("failure", why.name())));
            return result;
        }
    }

    /// What the refresh before last has replaced goes, as `nightmask target drop-previous` would have it: only one
    /// previous database is kept.
    private void dropPrevious(Previous previous, ConnectionSettings target) {
        try {
            log.info(Line.of("previous database dropped").with("name", previous.drop(target)));
        } catch (NightmaskException e) {
            if (e.failure() != Failure.PREVIOUS_MISSING) {
                throw e;
            }
        }
    }
}
