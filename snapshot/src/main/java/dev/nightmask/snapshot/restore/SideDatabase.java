package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.guard.Admission;
import dev.nightmask.snapshot.guard.MarkedDatabase;
import dev.nightmask.snapshot.guard.Marker;
import dev.nightmask.snapshot.guard.Marker.Role;
import dev.nightmask.snapshot.guard.Session;
import dev.nightmask.snapshot.guard.Target;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The database that rows are loaded into: always a new one beside the target, under a name that no other server
/// has, so nothing can be written to a wrong server, and the target's own name leads to what it led to until all is
/// there and checked. Closed before it was handed over, it is removed again.
final class SideDatabase implements AutoCloseable {
    private static final int FORCE_SINCE = 13;

    private final Target target;
    private final Marker marker;
    private boolean handedOver;

    private SideDatabase(Target target, Marker marker) {
        this.target = target;
        this.marker = marker;
    }

    /// Removes what runs that were killed have left beside the target, and makes a new one. Nobody can connect to it
    /// before its marker is there.
    static SideDatabase create(Target target, Admission admission, RandomGenerator random) {
        Session session = target.session();
        SideNames names = new SideNames(target.database());
        reserve(session, names, target);
        clearLeftovers(target, names, admission);
        String name = names.loading(random);
        session.execute("CREATE DATABASE " + Session.quoted(name) + " ALLOW_CONNECTIONS false"
                + Layout.of(session, target.database()));
        MarkedDatabase made = MarkedDatabase.find(session, name).orElseThrow(() -> changed(target));
        Marker marker = new Marker(Role.LOADING, admission.server(), made.oid(), name, null, List.of());
        session.inOneTransaction(
                List.of(made.noting(marker), "ALTER DATABASE " + Session.quoted(name) + " ALLOW_CONNECTIONS true"));
        return new SideDatabase(target, marker);
    }

    /// For as long as the session lives: of two restores at once, one would take the other's work for a leftover.
    private static void reserve(Session session, SideNames names, Target target) {
        boolean alone = session.one(
                "SELECT pg_try_advisory_lock(hashtext('nightmask'), hashtext(?))",
                row -> row.getBoolean(1),
                names.loadingPrefix());
        if (!alone) {
            throw new NightmaskException(Failure.RESTORE_UNDER_WAY, target.place());
        }
    }

    /// A database of ours that was never the target: its marker says so, or it was never open to anybody.
    private static void clearLeftovers(Target target, SideNames names, Admission admission) {
        for (MarkedDatabase found : MarkedDatabase.startingWith(target.session(), names.loadingPrefix())) {
            boolean ours = found.marker(Role.LOADING, admission.server()).isPresent()
                    || (!found.isOpen() && found.comment() == null);
            if (names.isLoading(found.name()) && ours) {
                drop(target, found.name());
            }
        }
    }

    String name() {
        return marker.database();
    }

    long oid() {
        return marker.oid();
    }

    /// It has become the target and must not be removed.
    void handOver() {
        handedOver = true;
    }

    @Override
    public void close() {
        if (handedOver) {
            return;
        }
        handedOver = true;
        Optional<Marker> there = MarkedDatabase.find(target.session(), name()).flatMap(MarkedDatabase::marker);
        if (!there.equals(Optional.of(marker))) {
            throw changed(target);
        }
        drop(target, name());
    }

    private static void drop(Target target, String name) {
        String force = target.version().major() >= FORCE_SINCE ? " WITH (FORCE)" : "";
        target.session().execute("DROP DATABASE " + Session.quoted(name) + force);
    }

    private static NightmaskException changed(Target target) {
        return new NightmaskException(Failure.TARGET_CHANGED, target.place());
    }
}
