package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.catalog.ClientProgram;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.catalog.PostgresVersion;
import dev.nightmask.snapshot.guard.Session;
import dev.nightmask.snapshot.guard.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Finds out before the first change what would stop a restore, and tells it all at once. A collation is tried in a
/// transaction that is rolled back; everything else is asked by SELECT.
final class Preflight {
    /// Rows, their indexes and what they leave in the write-ahead log, by the bytes of their text.
    private static final double BYTES_PER_BYTE = 1.3;

    private final Target target;
    private final Session session;
    private final CheckedArchive archive;
    private final Selection selection;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Preflight(Target target, CheckedArchive archive, Selection selection) {
        this.target = target;
        this.session = target.session();
        this.archive = archive;
        this.selection = selection;
    }

    /// Nothing is known to stand in the way.
    ///
    /// @param pgRestore what is to load the archive
    /// @param notes what could not be seen, and what is worth knowing
    record Cleared(ClientProgram pgRestore, List<String> notes) {}

    /// @throws NightmaskException with everything that stands in the way
    static Cleared check(
            Target target, CheckedArchive archive, Selection selection, PostgresPrograms programs, int jobs) {
        Preflight preflight = new Preflight(target, archive, selection);
        Optional<ClientProgram> pgRestore = preflight.pgRestore(programs);
        preflight.version();
        preflight.privileges();
        Needs needs = new Needs(selection.toc());
        preflight.missing(Failure.TARGET_EXTENSION, needs.extensions(), "SELECT name FROM pg_available_extensions");
        preflight.missing(Failure.TARGET_ROLE, needs.roles(), "SELECT rolname FROM pg_roles");
        preflight.collations(needs.collations());
        preflight.space();
        preflight.connections(jobs);
        if (!preflight.problems.isEmpty()) {
            throw new NightmaskException(preflight.problems);
        }
        return new Cleared(pgRestore.orElseThrow(), preflight.notes);
    }

    /// That of the server's version where there is one, else any that reads the archive: what pg_restore sends is in
    /// the archive.
    private Optional<ClientProgram> pgRestore(PostgresPrograms programs) {
        PostgresVersion reader = new PostgresVersion(archive.readableSince(), 0);
        PostgresVersion best = target.version().major() >= reader.major() ? target.version() : reader;
        NightmaskException none = null;
        for (PostgresVersion wanted : List.of(best, reader)) {
            try {
                return Optional.of(programs.pgRestore(wanted));
            } catch (NightmaskException e) {
                none = e;
            }
        }
        problems.addAll(Objects.requireNonNull(none).problems());
        return Optional.empty();
    }

    private void version() {
        int major = target.version().major();
        int source = archive.sourceMajor();
        boolean unjudged = source > Innovation.NEWEST && major < source;
        if (major < Innovation.OLDEST || unjudged) {
            problem(
                    Failure.TARGET_TOO_OLD,
                    new Place.Program(
                            "PostgreSQL server",
                            target.version().toString(),
                            (unjudged ? source : Innovation.OLDEST) + " or newer"));
        }
        Innovation.unknownTo(major, selection.toc())
                .forEach(unknown -> problem(Failure.TARGET_LACKS, new Place.Found(unknown.describe(), 0)));
        if (major < source) {
            notes.add("the server's version, " + target.version() + ", is older than the snapshot's, " + source);
        }
    }

    private void privileges() {
        session.query(
                "SELECT rolsuper, rolcreatedb, pg_has_role('pg_signal_backend', 'MEMBER') FROM pg_roles"
                        + " WHERE rolname = current_user",
                row -> {
                    if (!row.getBoolean(1)) {
                        lacking(row.getBoolean(2), "CREATEDB", 0);
                        ownership(row.getBoolean(3));
                    }
                    return true;
                });
    }

    private void ownership(boolean maySignal) {
        session.query(
                "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = ?",
                row -> lacking(row.getBoolean(1), "ownership", 0),
                target.database());
        long others = session.one(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = ? AND NOT pg_has_role(usesysid, 'USAGE')",
                row -> row.getLong(1),
                target.database());
        lacking(maySignal || others == 0, "pg_signal_backend, for sessions of other roles", others);
    }

    private boolean lacking(boolean granted, String what, long count) {
        if (!granted) {
            problem(Failure.TARGET_PERMISSION, new Place.Found(what, count));
        }
        return granted;
    }

    private void missing(Failure failure, Set<String> needed, String there) {
        if (!needed.isEmpty()) {
            Set<String> lacking = new TreeSet<>(needed);
            lacking.removeAll(new HashSet<>(session.query(there, row -> row.getString(1))));
            lacking.forEach(name -> problem(failure, new Place.Found(name, 0)));
        }
    }

    /// In the encoding that the new database will have, since a locale goes with some encodings only.
    private void collations(List<Needs.Collation> collations) {
        if (collations.isEmpty()) {
            return;
        }
        if (!session.one("SELECT current_setting('server_encoding')", row -> row.getString(1))
                .equals("UTF8")) {
            notes.add("the collations could not be tried: " + target.beside() + " is not in UTF-8");
            return;
        }
        for (Needs.Collation collation : collations) {
            try {
                session.rehearse(List.of(collation.attempt()));
            } catch (NightmaskException e) {
                if (!(e.problems().getFirst().place() instanceof Place.Sql)) {
                    throw e;
                }
                problem(Failure.TARGET_COLLATION, new Place.Found(collation.name(), 0));
            }
        }
    }

    private void space() {
        long needed = (long) (selection.bytes() * BYTES_PER_BYTE);
        OptionalLong free = Room.freeBytes(session);
        if (free.isEmpty()) {
            notes.add("the server's free space cannot be seen from here; this takes about " + (needed >> 20) + " MiB");
        } else if (free.getAsLong() < needed) {
            problem(
                    Failure.TARGET_SPACE,
                    new Place.Found((needed >> 20) + " MiB needed, " + (free.getAsLong() >> 20) + " MiB free", 0));
        }
    }

    /// One for each job and one that ends other sessions at the swap, beside the one that asks.
    private void connections(int jobs) {
        long free = Room.connections(session);
        if (free < jobs + 1) {
            problem(
                    Failure.TARGET_CONNECTIONS,
                    new Place.Found((jobs + 1) + " needed, " + Math.max(0, free) + " free", 0));
        }
    }

    private void problem(Failure failure, Place place) {
        problems.add(new Problem(failure, place));
    }
}
