package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.guard.Admission;
import dev.nightmask.snapshot.guard.MarkedDatabase;
import dev.nightmask.snapshot.guard.Marker;
import dev.nightmask.snapshot.guard.Marker.Role;
import dev.nightmask.snapshot.guard.ServerIdentity;
import dev.nightmask.snapshot.guard.Target;
import dev.nightmask.snapshot.guard.Waiting;
import dev.nightmask.snapshot.journal.Act;
import dev.nightmask.snapshot.journal.Deed;
import dev.nightmask.snapshot.publish.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Brings a target to a snapshot once, however often that is asked for and by however many at a time: an event may come
/// twice. Of the databases that this replaces the last is kept.
public final class Refresh {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Restore restore;
    private final Waiting waiting;

    /// @param restore out of the store of the snapshots
    public Refresh(Restore restore, Waiting waiting) {
        this.restore = restore;
        this.waiting = waiting;
    }

    /// Waits while another refresh of the same target is under way; an interrupt ends that.
    ///
    /// @param fetch called once the guard has let a restore in
    /// @return empty when the target was brought to this snapshot before, and nothing was done now
    /// @throws NightmaskException as of [Restore#run], the target being what it was then, and INTERRUPTED
    public Optional<RestoreResult> run(
            Manifest manifest, ConnectionSettings asked, Supplier<FetchedSnapshot> fetch, int jobs) {
        String snapshot = manifest.id().text();
        Deed deed = restore.journal().open(Act.RESTORE, asked.place());
        deed.from(snapshot, List.of());
        try (Target target = deed.ask(() -> Target.open(asked))) {
            ServerIdentity server = deed.ask(() -> restore.guard().admitServer(target));
            awaitTurn(target);
            if (wasBroughtTo(snapshot, target, server)) {
                return Optional.empty();
            }
            Admission unused = deed.ask(() -> restore.guard().admit(target));
            try (FetchedSnapshot fetched = fetch.get()) {
                if (Previous.kept(target, server).isPresent()) {
                    String unusedName = new Previous(restore.guard(), restore.journal()).drop(asked);
                }
                return Optional.of(restore.run(fetched.into(asked, List.of(), jobs)));
            }
        }
    }

    /// Whoever comes second finds what the first has done. The turn lasts as long as the session.
    private void awaitTurn(Target target) {
        while (!target.session()
                .one(
                        "SELECT pg_try_advisory_lock(hashtext('nightmask refresh'), hashtext(?))",
                        row -> row.getBoolean(1),
                        target.database())) {
            waiting.pause(PAUSE);
            Interruptible.check();
        }
    }

    /// What is kept counts, too: somebody may have rolled back, and an event that comes late must not undo that.
    private static boolean wasBroughtTo(String snapshot, Target target, ServerIdentity server) {
        return holds(snapshot, target, server, target.database(), Role.TARGET)
                || holds(snapshot, target, server, new SideNames(target.database()).previous(), Role.PREVIOUS);
    }

    private static boolean holds(String snapshot, Target target, ServerIdentity server, String database, Role role) {
        return MarkedDatabase.find(target.session(), database)
                .flatMap(found -> found.marker(role, server))
                .map(Marker::snapshot)
                .filter(snapshot::equals)
                .isPresent();
    }
}
