package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.guard.Admission;
import dev.nightmask.snapshot.guard.Guard;
import dev.nightmask.snapshot.guard.MarkedDatabase;
import dev.nightmask.snapshot.guard.Marker;
import dev.nightmask.snapshot.guard.Marker.Role;
import dev.nightmask.snapshot.guard.Session;
import dev.nightmask.snapshot.guard.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts one database in the place of another, in one transaction of renames: whoever looks sees the old one or the
/// new one, and a process that dies in the middle has done nothing.
///
/// A rename takes an exclusive lock on the database, behind which new connections wait, and gives the ones that are
/// there five seconds to end (`dbcommands.c`, RenameDatabase; `procarray.c`, CountOtherDBBackends). A second session
/// ends them meanwhile, so nothing has to be closed to connections beforehand and opened again afterwards.
final class Swap {
    private final Target target;
    private final Guard guard;
    private final Admission admission;
    private final SideNames names;

    Swap(Target target, Guard guard, Admission admission) {
        this.target = target;
        this.guard = guard;
        this.admission = admission;
        this.names = new SideNames(target.database());
    }

    /// Finds out before the long work what would stop the swap after it.
    ///
    /// @throws NightmaskException PREVIOUS_KEPT, or TARGET_PERMISSION when the role may not do what a swap does
    void rehearse() {
        if (admission.consent() == null) {
            return;
        }
        if (MarkedDatabase.find(target.session(), names.previous()).isPresent()) {
            throw new NightmaskException(
                    Failure.PREVIOUS_KEPT, target.settings(names.previous()).place());
        }
        MarkedDatabase old = find(target.database());
        target.session().rehearse(Belongings.handedOn(target.session(), old.oid(), old.name()));
    }

    /// Gives a loaded database the target's name. A target that is there is kept as the previous one.
    ///
    /// @param snapshot that it was filled with, see [Marker]
    /// @throws NightmaskException TARGET_TAKEN when there is one by now that was not there before; SWAP_BLOCKED
    void moveIn(SideDatabase loaded, String snapshot) {
        MarkedDatabase fresh = find(loaded.name());
        Marker consent = admission.consent();
        if (consent == null) {
            Marker born = new Marker(
                    Role.TARGET, admission.server(), fresh.oid(), target.database(), null, List.of(), snapshot);
            rename(List.of(fresh), List.of(fresh.noting(born), renaming(fresh.name(), target.database())));
        } else {
            replace(find(target.database()), fresh, consent, snapshot);
        }
        loaded.handOver();
    }

    /// The name under which the old database is kept; null when there was none.
    @Nullable
    String replaced() {
        return admission.consent() == null ? null : names.previous();
    }

    /// @param consent of the old one; it passes on to what takes its place
    private void replace(MarkedDatabase old, MarkedDatabase fresh, Marker consent, String snapshot) {
        List<String> statements = new ArrayList<>(Belongings.handedOn(target.session(), old.oid(), fresh.name()));
        statements.add(inPlaceOf(old, fresh)
                .noting(consent.with(Role.TARGET, fresh.oid(), old.name()).holding(snapshot)));
        statements.add(old.noting(consent.with(Role.PREVIOUS, old.oid(), names.previous())));
        statements.add(renaming(old.name(), names.previous()));
        statements.add(renaming(fresh.name(), old.name()));
        rename(List.of(old, fresh), statements);
    }

    /// Puts the database that a swap has replaced back into its place, and keeps the other one instead.
    ///
    /// @param consent of the target; it passes on to what takes its place
    void putBack(MarkedDatabase previous, Marker consent) {
        MarkedDatabase current = find(target.database());
        String snapshot = previous.marker().map(Marker::snapshot).orElse("");
        String between = names.loadingPrefix() + "0".repeat(16);
        rename(
                List.of(current, previous),
                List.of(
                        previous.noting(consent.with(Role.TARGET, previous.oid(), current.name())
                                .holding(snapshot)),
                        current.noting(consent.with(Role.PREVIOUS, current.oid(), previous.name())),
                        renaming(current.name(), between),
                        renaming(previous.name(), current.name()),
                        renaming(between, previous.name())));
    }

    /// What others wrote in the comment goes with the name.
    private static MarkedDatabase inPlaceOf(MarkedDatabase old, MarkedDatabase fresh) {
        return new MarkedDatabase(fresh.oid(), fresh.name(), fresh.isOpen(), old.comment());
    }

    private static String renaming(String from, String to) {
        return "ALTER DATABASE " + Session.quoted(from) + " RENAME TO " + Session.quoted(to);
    }

    private MarkedDatabase find(String name) {
        return MarkedDatabase.find(target.session(), name)
                .orElseThrow(() -> new NightmaskException(Failure.TARGET_CHANGED, target.place()));
    }

    private void rename(List<MarkedDatabase> databases, List<String> statements) {
        understanding(target, () -> {
            try (Session second = guard.connect(target, admission, target.beside());
                    Dismissal dismissal = Dismissal.of(second, databases)) {
                dismissal.begin();
                target.session().inOneTransaction(statements);
            }
        });
    }

    /// Runs what changes names of databases, and says what stood in its way: 55006 is object_in_use, 55P03
    /// lock_not_available, 42P04 duplicate_database.
    static void understanding(Target target, Runnable change) {
        try {
            change.run();
        } catch (NightmaskException failed) {
            String state = failed.problems().getFirst().place() instanceof Place.Sql sql ? sql.sqlState() : "";
            throw switch (state) {
                case "55006", "55P03" -> new NightmaskException(Failure.SWAP_BLOCKED, target.place());
                case "42P04" -> new NightmaskException(Failure.TARGET_TAKEN, target.place());
                default -> failed;
            };
        }
    }
}
