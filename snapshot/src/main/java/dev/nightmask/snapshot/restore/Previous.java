package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.guard.Admission;
import dev.nightmask.snapshot.guard.Guard;
import dev.nightmask.snapshot.guard.MarkedDatabase;
import dev.nightmask.snapshot.guard.Marker;
import dev.nightmask.snapshot.guard.Marker.Role;
import dev.nightmask.snapshot.guard.ServerIdentity;
import dev.nightmask.snapshot.guard.Session;
import dev.nightmask.snapshot.guard.Target;
import dev.nightmask.snapshot.journal.Act;
import dev.nightmask.snapshot.journal.Deed;
import dev.nightmask.snapshot.journal.Journal;
import java.util.Optional;

/// The database that a swap has replaced: it goes back into its place, or for good.
public final class Previous {
    private final Guard guard;
    private final Journal journal;

    public Previous(Guard guard, Journal journal) {
        this.guard = guard;
        this.journal = journal;
    }

    /// Puts the previous database back and keeps the present one as the previous.
    ///
    /// @throws NightmaskException what the guard says, PREVIOUS_MISSING, or SWAP_BLOCKED
    public Place.Database putBack(ConnectionSettings asked) {
        Deed deed = journal.open(Act.ROLLBACK, asked.place());
        return deed.run(() -> {
            try (Target target = Target.open(asked)) {
                Admission admission = guard.admit(target);
                Marker consent = admission.consent();
                if (consent == null) {
                    throw new NightmaskException(Failure.TARGET_MISSING, target.place());
                }
                MarkedDatabase previous = find(target, admission.server());
                deed.begin(admission.server().systemIdentifier());
                new Swap(target, guard, admission).putBack(previous, consent);
                return target.place();
            }
        });
    }

    /// Removes the previous database. Nothing else of Nightmask removes what people have worked with.
    ///
    /// @return the name it had
    /// @throws NightmaskException what the guard says, PREVIOUS_MISSING, or SWAP_BLOCKED while somebody is connected
    public String drop(ConnectionSettings asked) {
        Deed deed = journal.open(Act.DROP_PREVIOUS, asked.place());
        return deed.run(() -> {
            try (Target target = Target.open(asked)) {
                ServerIdentity server = guard.admitServer(target);
                MarkedDatabase previous = find(target, server);
                deed.begin(server.systemIdentifier());
                Swap.understanding(
                        target, () -> target.session().execute("DROP DATABASE " + Session.quoted(previous.name())));
                return previous.name();
            }
        });
    }

    /// The name of the database that a swap has kept; empty when there is none.
    public static Optional<String> kept(Target target, ServerIdentity server) {
        return MarkedDatabase.find(target.session(), new SideNames(target.database()).previous())
                .filter(found -> found.marker(Role.PREVIOUS, server).isPresent())
                .map(MarkedDatabase::name);
    }

    private static MarkedDatabase find(Target target, ServerIdentity server) {
        return kept(target, server)
                .flatMap(name -> MarkedDatabase.find(target.session(), name))
                .orElseThrow(() -> new NightmaskException(
                        Failure.PREVIOUS_MISSING,
                        target.settings(new SideNames(target.database()).previous())
                                .place()));
    }
}
