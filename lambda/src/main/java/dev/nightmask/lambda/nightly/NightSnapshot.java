package dev.nightmask.lambda.nightly;

import dev.nightmask.lambda.Deadline;
import dev.nightmask.lambda.aws.Cloud;
import dev.nightmask.lambda.aws.Secrets;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.lambda.telemetry.LoggedProgress;
import dev.nightmask.mask.PseudonymizationKey;
import dev.nightmask.snapshot.Budget;
import dev.nightmask.snapshot.SnapshotRequest;
import dev.nightmask.snapshot.SnapshotRun;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.guard.SourceMemory;
import dev.nightmask.snapshot.guard.SourceWitness;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Snapshots;
import java.nio.file.Path;
import java.time.Duration;

/// The run of one night, with what its settings name: secrets, rules, database. Used once.
final class NightSnapshot {
    /// Lambda lets nothing else be written.
    private static final Path STATE = Path.of(System.getProperty("java.io.tmpdir"), "nightmask-state");

    private final NightlySettings settings;
    private final Cloud cloud;
    private final Log log;
    private final Snapshots snapshots;
    private final NightBefore before;

    NightSnapshot(NightlySettings settings, Cloud cloud, Log log, Snapshots snapshots, NightBefore before) {
        this.settings = settings;
        this.cloud = cloud;
        this.log = log;
        this.snapshots = snapshots;
        this.before = before;
    }

    /// @throws NightmaskException TIME_SHORT before a row is read, when last night says that this one takes too long
    Manifest make(Deadline deadline) {
        log.stage("settings");
        PseudonymizationKey key = PseudonymizationKey.parse(new Secrets(cloud.aws())
                .read(settings.keySecret(), NightlySettings.KEY_SECRET)
                .reveal());
        SnapshotRequest request = new SnapshotRequest(
                settings.name(),
                settings.databases().connect(settings.source(), cloud.aws(), cloud.environment()),
                PostgresPrograms.installed(cloud.environment()),
                Rules.read(settings.rules(), cloud.s3()),
                key,
                settings.codec(),
                budget(deadline),
                settings.jobs(),
                false);
        SourceWitness witness =
                new SourceWitness(new SourceMemory(STATE), "lambda", notice -> log.info(Line.of(notice)));
        return new SnapshotRun(request, snapshots, cloud.clock(), cloud.random(), new LoggedProgress(log), witness)
                .run();
    }

    private Budget budget(Deadline deadline) {
        return expectedBytes -> {
            Estimate estimate = Estimate.after(before.manifest());
            Duration left = deadline.left(cloud.clock());
            log.info(Line.of("estimated")
                    .with("expectedBytes", expectedBytes)
                    .with("archiveBytes", estimate.archiveBytes(expectedBytes))
                    .with("seconds", estimate.time(expectedBytes))
                    .with("secondsLeft", left));
            estimate.require(expectedBytes, left);
        };
    }
}
