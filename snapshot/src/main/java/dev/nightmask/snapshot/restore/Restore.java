package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.check.Examination;
import dev.nightmask.snapshot.guard.Admission;
import dev.nightmask.snapshot.guard.Guard;
import dev.nightmask.snapshot.guard.KnownSources;
import dev.nightmask.snapshot.guard.Session;
import dev.nightmask.snapshot.guard.Target;
import dev.nightmask.snapshot.journal.Act;
import dev.nightmask.snapshot.journal.Deed;
import dev.nightmask.snapshot.journal.Journal;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.Undisturbed;
import dev.nightmask.snapshot.restore.Preflight.Cleared;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Loads a snapshot into a new database, and puts it in the target's place.
///
/// The order is the safety: every byte of the archive is checked before the first connection, the guard decides
/// before the first statement that is more than SELECT and SET, and the target stays what it is until the new
/// database is whole. What was begun and fails is removed again.
public final class Restore {
    private final Guard guard;
    private final Journal journal;
    private final PostgresPrograms programs;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Progress progress;

    public Restore(
            Guard guard,
            Journal journal,
            PostgresPrograms programs,
            InstantSource clock,
            RandomGenerator random,
            Progress progress) {
        this.guard = guard;
        this.journal = journal;
        this.programs = programs;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
    }

    /// The same for snapshots of a store: it refuses every source that the store knows, and its journal is kept there
    /// as well.
    public Restore outOf(ObjectStore store) {
        return new Restore(
                guard.knowing(KnownSources.in(new Snapshots(store))),
                journal.beside(store),
                programs,
                clock,
                random,
                progress);
    }

    Guard guard() {
        return guard;
    }

    Journal journal() {
        return journal;
    }

    /// Restores an archive and returns when the target is whole.
    ///
    /// @throws NightmaskException of the archive (60 to 69) before a connection is made; what [Guard] refuses,
    ///         PREVIOUS_KEPT or all that [Preflight] finds before anything is changed; RESTORE_FAILED, what
    ///         [DatabaseCheck] finds broken or SWAP_BLOCKED with the target unchanged
    public RestoreResult run(RestoreRequest request) {
        Deed deed = journal.open(Act.RESTORE, request.target().place());
        RestoreResult result = deed.run(() -> {
            progress.stage("verify", 0);
            return run(CheckedArchive.check(request.archive(), request.manifest(), request.tables()), request, deed);
        });
        return journal.refusedBeside()
                .map(why -> result.noting("the journal is not kept beside the store: " + why.problem()))
                .orElse(result);
    }

    RestoreResult run(CheckedArchive archive, RestoreRequest request, Deed deed) {
        Instant started = clock.instant();
        deed.from(archive.name(), request.tables().patterns());
        Selection selection = Selection.of(archive, request.tables());
        Guard knowing = guard.knowing(archive.sources());
        try (Target target = Target.open(request.target())) {
            Admission admission = knowing.admit(target);
            Cleared cleared = Preflight.check(target, archive, selection, programs, request.jobs());
            PgRestore pgRestore = new PgRestore(cleared.pgRestore(), selection);
            List<Script> scripts = Script.readAll(request.after());
            Swap swap = new Swap(target, knowing, admission);
            swap.rehearse();
            deed.begin(admission.server().systemIdentifier());
            try (SideDatabase side = SideDatabase.create(target, admission, random)) {
                knowing.admitAgain(target, admission);
                List<String> harmless = load(pgRestore, request, selection, target.settings(side.name()));
                Interruptible inside = new Interruptible(() -> knowing.connect(target, admission, side.name()));
                Examination checked = inspect(inside, selection);
                String layout = finish(inside, scripts);
                Deed swapping = deed.part(Act.SWAP);
                finished(swapping, () -> {
                    knowing.admitAgain(target, admission);
                    swapping.begin(admission.server().systemIdentifier());
                    swap.moveIn(side, request.tables().isAll() ? archive.name() : "");
                });
                return new RestoreResult(
                        target.place(),
                        swap.replaced(),
                        layout,
                        selection.toc().tableData().size(),
                        selection.rows(),
                        harmless,
                        Stream.of(cleared.notes(), selection.notes(), checked.notes())
                                .flatMap(List::stream)
                                .toList(),
                        Duration.between(started, clock.instant()));
            }
        }
    }

    private List<String> load(
            PgRestore pgRestore, RestoreRequest request, Selection selection, ConnectionSettings side) {
        LoadProgress loading = new LoadProgress(progress, selection);
        loading.begin();
        return pgRestore.load(request.archive(), side, request.jobs(), loading::loaded);
    }

    private Examination inspect(Interruptible inside, Selection selection) {
        progress.stage("check", 0);
        return inside.call(session -> Inspection.of(session.get(), session.get(), selection.expected()));
    }

    /// Runs what the user adds.
    private static String finish(Interruptible inside, List<Script> scripts) {
        return inside.call(session -> {
            try (Session side = session.get()) {
                side.execute("SET statement_timeout = 0");
                scripts.forEach(script -> script.run(side));
                return side.one("""
                        SELECT pg_encoding_to_char(encoding) || ' ' || datcollate
                        FROM pg_database WHERE datname = current_database()""", row -> row.getString(1));
            }
        });
    }

    /// An interrupt keeps the swap from beginning. Once it has begun it is gone through with, and told as it ended.
    private static void finished(Deed swapping, Runnable swap) {
        Interruptible.check();
        Undisturbed.run(() -> swapping.run(swap));
    }
}
