package dev.nightmask.snapshot;

import dev.nightmask.mask.Maskers;
import dev.nightmask.snapshot.archive.ArchiveWriter;
import dev.nightmask.snapshot.archive.ArchiveWriter.Written;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.catalog.Catalog;
import dev.nightmask.snapshot.catalog.Source;
import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.copy.ParallelCopy;
import dev.nightmask.snapshot.guard.SourceWitness;
import dev.nightmask.snapshot.plan.ColumnCoverage;
import dev.nightmask.snapshot.plan.Coverage;
import dev.nightmask.snapshot.plan.MaskPlan;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import dev.nightmask.snapshot.plan.Planner;
import dev.nightmask.snapshot.plan.Planner.Consent;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Publication;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.SourceNote;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;

/// From a production database to a published snapshot.
///
/// Whatever fails ends the run: nothing is published then, and nothing is left of it at the source or in the
/// store.
public final class SnapshotRun {
    private final SnapshotRequest request;
    private final Snapshots snapshots;
    private final Clock clock;
    private final RandomGenerator random;
    private final Progress progress;
    private final SourceWitness witness;

    /// @param random makes the part of the id that tells two snapshots of one second apart
    public SnapshotRun(
            SnapshotRequest request,
            Snapshots snapshots,
            Clock clock,
            RandomGenerator random,
            Progress progress,
            SourceWitness witness) {
        this.request = request;
        this.snapshots = snapshots;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
        this.witness = witness;
    }

    /// @return the manifest, once the snapshot can be seen
    /// @throws NightmaskException for everything that can go wrong
    public Manifest run() {
        Instant started = clock.instant();
        Stages stages = new Stages(clock, progress);
        stages.begin("catalog", "", 0);
        try (Source source = Source.open(request.source(), request.programs())) {
            SourceNote met = witness.meet(source);
            Catalog catalog = source.readCatalog(request.codec().compression());
            MaskPlan plan = Planner.plan(catalog, request.rules(), new Consent(request.keepEverything()));
            request.budget().allow(plan.expectedBytes());
            try (Publication publication = snapshots.begin(SnapshotId.next(clock, random), plan.expectedBytes())) {
                ArchiveWriter archive = new ArchiveWriter(catalog.toc(), request.codec(), publication.archive());
                Codec codec = request.codec();
                stages.begin("copy", codec.name() + " by " + codec.engine(), plan.expectedBytes());
                copyAll(source, catalog, plan, archive);
                stages.begin("publish", "", 0);
                Written written = archive.finish(
                        List.of(catalog.source()), request.rules().digest(), plan.references());
                Manifest manifest = new Manifest(
                        Manifest.FORMAT,
                        publication.id(),
                        request.name(),
                        started,
                        clock.instant(),
                        NightmaskVersion.current(),
                        catalog.serverVersion(),
                        catalog.pgDumpVersion(),
                        written.digest(),
                        written.seal(),
                        Coverage.of(plan),
                        stages.summary(plan.expectedBytes(), request.jobs()),
                        catalog.notices());
                publication.describe(ColumnCoverage.of(plan, catalog.tables()));
                snapshots.sources().add(met);
                publication.publish(manifest);
                return manifest;
            }
        }
    }

    /// The plan has a table for every entry, in the order of the entries.
    private void copyAll(Source source, Catalog catalog, MaskPlan plan, ArchiveWriter archive) {
        Iterator<TocEntry> entries = catalog.toc().tableData().iterator();
        Maskers maskers = new Maskers(request.key());
        try (ParallelCopy copy = ParallelCopy.start(source, plan, maskers, request.codec(), request.jobs())) {
            for (TablePlan table : plan.tables()) {
                archive.beginTable(entries.next());
                if (table.rows()) {
                    copy.copy(table, (encoded, textBytes, rows) -> {
                        archive.piece(encoded, textBytes, rows);
                        progress.advance(rows, textBytes);
                    });
                }
                archive.endTable();
            }
        }
    }
}
