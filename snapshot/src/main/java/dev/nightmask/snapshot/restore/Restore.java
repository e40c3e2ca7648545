package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.catalog.ClientProgram;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.catalog.PostgresVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/// Loads a snapshot into a database of its own.
///
/// The order is the safety: every byte of the archive is checked before the first connection, and the guard
/// decides before the first statement that is more than SELECT and SET. What was begun and fails is removed again,
/// unless it is a database that was there before.
public final class Restore {
    private final PostgresPrograms programs;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Progress progress;

    public Restore(PostgresPrograms programs, InstantSource clock, RandomGenerator random, Progress progress) {
        this.programs = programs;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
    }

    /// Restores an archive and returns when the target database is whole.
    ///
    /// @throws NightmaskException of the archive (60 to 69) before a connection is made; TARGET_IS_SOURCE,
    ///         TARGET_NOT_EMPTY or TARGET_TOO_OLD before anything is changed; RESTORE_FAILED or ARCHIVE_COUNTS
    public RestoreResult run(RestoreRequest request) {
        progress.stage("verify", 0);
        return run(CheckedArchive.check(request.archive(), request.manifest()), request);
    }

    RestoreResult run(CheckedArchive archive, RestoreRequest request) {
        Instant started = clock.instant();
        Target target = Target.find(request.target());
        TargetGuard.refuseSource(target, archive.sources());
        PgRestore pgRestore = new PgRestore(pgRestoreFor(archive, target), archive.toc());
        try (LoadingDatabase database = admit(archive, target)) {
            LoadProgress loading = new LoadProgress(progress, archive);
            loading.begin();
            List<String> harmless =
                    pgRestore.load(archive.file(), database.settings(), request.jobs(), loading::loaded);
            String layout = prove(database, archive);
            database.keep();
            return new RestoreResult(
                    target.place(),
                    !target.exists(),
                    layout,
                    archive.seal().tables().size(),
                    archive.rows(),
                    harmless,
                    Duration.between(started, clock.instant()));
        }
    }

    private ClientProgram pgRestoreFor(CheckedArchive archive, Target target) {
        if (target.version().major() < archive.sourceMajor()) {
            throw new NightmaskException(
                    Failure.TARGET_TOO_OLD,
                    new Place.Program(
                            "PostgreSQL server", target.version().toString(), archive.sourceMajor() + " or newer"));
        }
        boolean reads = target.version().major() >= archive.readableSince();
        return programs.pgRestore(reads ? target.version() : new PostgresVersion(archive.readableSince(), 0));
    }

    private LoadingDatabase admit(CheckedArchive archive, Target target) {
        try (Session session = target.connect()) {
            TargetGuard.check(session, target, archive.sources());
            return LoadingDatabase.prepare(session, target, random);
        }
    }

    /// Counts every row, and gathers the statistics that the archive does not hold.
    private String prove(LoadingDatabase database, CheckedArchive archive) {
        progress.stage("check", 0);
        try (Session session = database.connect()) {
            session.execute("SET statement_timeout = 0");
            RowCounts.check(session, archive.seal().tables());
            session.execute("ANALYZE");
            return session.one("""
                    SELECT pg_encoding_to_char(encoding) || ' ' || datcollate
                    FROM pg_database WHERE datname = current_database()""", row -> row.getString(1));
        }
    }
}
