package dev.nightmask.lambda.nightly;

import dev.nightmask.failure.Defect;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.lambda.Deadline;
import dev.nightmask.lambda.aws.Bus;
import dev.nightmask.lambda.aws.Cloud;
import dev.nightmask.lambda.aws.News;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.snapshot.night.Lease;
import dev.nightmask.snapshot.night.Night;
import dev.nightmask.snapshot.night.Nights;
import dev.nightmask.snapshot.night.Nights.Begun;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.Stores;
import dev.nightmask.snapshot.publish.Undisturbed;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// One night: takes its lease, makes its snapshot, and says how it ended.
///
/// A night that fails is given back, so that the next event for it can try again, and `latest` stays what it was. One
/// that has not the time goes on as a Fargate task, where the settings name one.
final class Nightly {
    /// Longer than a task may run, shorter than it is to the next night.
    static final Duration TASK_LIFE = Duration.ofHours(12);

    /// Clocks differ.
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final NightlySettings settings;
    private final Cloud cloud;
    private final Log log;
    private final BooleanSupplier stopping;
    private final NightReport report;

    /// @param stopping whether the process was told to end: then it does not matter what broke on the way
    Nightly(NightlySettings settings, Cloud cloud, Log log, BooleanSupplier stopping) {
        this.settings = settings;
        this.cloud = cloud;
        this.log = log;
        this.stopping = stopping;
        this.report = new NightReport(new News(settings.name(), new Bus(cloud.aws(), settings.bus()), log));
    }

    /// Makes the snapshot of the night in which a moment falls.
    ///
    /// @throws NightmaskException when there is none of it, which was told already
    Outcome run(Instant scheduled, Deadline deadline) {
        Night night = Night.of(settings.name(), scheduled, settings.zone());
        Duration life = deadline.left(cloud.clock()).plus(Deadline.RESERVE).plus(SKEW);
        try (ObjectStore store = open()) {
            Nights nights = new Nights(store, cloud.clock());
            return switch (nights.begin(night, holder(), life)) {
                case Begun.Held held -> make(store, held.lease(), deadline);
                case Begun.Published before -> known(nights, night, new Snapshots(store), before.manifest());
            };
        } catch (NightmaskException e) {
            if (e.failure() == Failure.NIGHT_TAKEN) {
                log.info(Line.of("taken by another run").with("night", night.toString()));
                return new Outcome.Taken();
            }
            throw e;
        }
    }

    /// Goes on with a night that a function has handed over in an epoch.
    Outcome goOn(Night night, int epoch) {
        try (ObjectStore store = open()) {
            Lease lease = new Nights(store, cloud.clock()).takeOver(night, epoch, holder(), TASK_LIFE);
            return make(store, lease, Deadline.never());
        }
    }

    private ObjectStore open() {
        return Stores.open(settings.store(), cloud.s3());
    }

    private String holder() {
        return log.run() + "-" + HexFormat.of().toHexDigits(cloud.random().nextInt());
    }

    private Outcome make(ObjectStore store, Lease lease, Deadline deadline) {
        log.info(Line.of("night begun").with("night", lease.night().toString()).with("epoch", lease.epoch()));
        try {
            Snapshots snapshots = new Snapshots(store);
            NightBefore before = NightBefore.now(snapshots, settings.name(), log);
            NightSnapshot work = new NightSnapshot(settings, cloud, log, snapshots.fencedBy(lease), before);
            Manifest manifest = deadline.within(cloud.clock(), Nightly::late, () -> work.make(deadline));
            tell(new Nights(store, cloud.clock()), lease.night(), manifest, before.changes(manifest));
            return new Outcome.Published(manifest.id().text());
        } catch (RuntimeException | Error e) {
            return instead(lease, e);
        }
    }

    /// A run that died between its snapshot and its news has left these to the next one.
    private Outcome known(Nights nights, Night night, Snapshots snapshots, Manifest manifest) {
        String id = manifest.id().text();
        log.info(Line.of("already published").with("snapshot", id));
        if (!nights.isTold(night)) {
            tell(
                    nights,
                    night,
                    manifest,
                    NightBefore.of(manifest, snapshots, log).changes(manifest));
        }
        return new Outcome.AlreadyPublished(id);
    }

    /// The snapshot is there, whoever hears of it.
    private void tell(Nights nights, Night night, Manifest manifest, Changes changes) {
        try {
            if (report.published(night, manifest, changes)) {
                nights.told(night);
            }
        } catch (NightmaskException e) {
            log.error(Line.of("not noted that it was told", e));
        }
    }

    private static NightmaskException late() {
        return new NightmaskException(Failure.TIME_SHORT, new Place.Nowhere());
    }

    /// What can still be done for a night that has no snapshot; nothing keeps it from being done.
    private Outcome instead(Lease lease, Throwable thrown) {
        NightmaskException failed = stopping.getAsBoolean()
                ? new NightmaskException(Failure.INTERRUPTED, new Place.Nowhere())
                : Defect.of(thrown);
        if (failed.failure() == Failure.NIGHT_TAKEN) {
            throw failed;
        }
        if (failed.failure() == Failure.INTERNAL) {
            log.error(Line.of("defect").with("trace", Defect.trace(thrown)));
        }
        if (failed.failure() == Failure.TIME_SHORT && settings.tasks().isPresent()) {
            try {
                Undisturbed.run(() -> handOver(lease));
                report.handedOver(lease.night(), failed);
                return new Outcome.HandedOver();
            } catch (NightmaskException refused) {
                failed.addSuppressed(refused);
                log.error(Line.of("no task was started", refused));
            }
        }
        try {
            Undisturbed.run(lease::giveUp, () -> report.failed(lease.night(), failed));
        } catch (NightmaskException more) {
            failed.addSuppressed(more);
            log.error(Line.of("not given back", more));
        }
        throw failed;
    }

    private void handOver(Lease lease) {
        lease.extend(TASK_LIFE);
        String token = HexFormat.of().toHexDigits(cloud.random().nextLong());
        settings.tasks()
                .orElseThrow()
                .run(
                        cloud.aws(),
                        token,
                        Map.of(
                                NightlyTask.NIGHT,
                                lease.night().date().toString(),
                                NightlyTask.EPOCH,
                                Integer.toString(lease.epoch())));
    }
}
