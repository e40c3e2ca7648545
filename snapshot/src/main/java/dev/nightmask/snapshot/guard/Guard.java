package dev.nightmask.snapshot.guard;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.guard.Marker.Role;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Decides whether Nightmask may write to a target, by what the server says of itself on the very connection that
/// will write: names, ports and addresses count for nothing. It only reads, and nothing switches it off.
public final class Guard {
    private final KnownSources sources;
    private final InstantSource clock;
    private final String machine;

    /// @param machine what this machine is called, to tell its loopback from another's
    public Guard(KnownSources sources, InstantSource clock, String machine) {
        this.sources = sources;
        this.clock = clock;
        this.machine = machine;
    }

    /// The same guard, which knows more sources.
    public Guard knowing(Set<String> systemIdentifiers) {
        return new Guard(sources.and(systemIdentifiers), clock, machine);
    }

    /// Lets a restore begin, or refuses it.
    ///
    /// @throws NightmaskException TARGET_IS_SOURCE before anything else is asked of the server; TARGET_POOLED,
    ///         TARGET_IN_RECOVERY, TARGET_UNMARKED, TARGET_CONSENT_VOID, TARGET_CONSENT_EXPIRED
    public Admission admit(Target target) {
        ServerIdentity server = admitServer(target);
        Optional<MarkedDatabase> database = MarkedDatabase.find(target.session(), target.database());
        return new Admission(
                server, database.map(found -> consent(found, server, target)).orElse(null));
    }

    /// Lets it go on.
    ///
    /// @throws NightmaskException what [#admit] throws, or TARGET_CHANGED when this is no longer what was admitted
    public void admitAgain(Target target, Admission before) {
        if (!admit(target).equals(before)) {
            throw new NightmaskException(Failure.TARGET_CHANGED, target.place());
        }
    }

    /// Opens another session on the server that was admitted.
    public Session connect(Target target, Admission admission, String database) {
        return target.connect(database, admission.server(), machine);
    }

    /// Refuses a server that nothing may be written to, whatever the database.
    public ServerIdentity admitServer(Target target) {
        Session session = target.session();
        ServerIdentity server = ServerIdentity.of(session, machine);
        if (sources.include(server)) {
            throw new NightmaskException(Failure.TARGET_IS_SOURCE, target.place());
        }
        if (!session.isDirect()) {
            throw new NightmaskException(Failure.TARGET_POOLED, target.place());
        }
        if (session.one("SELECT pg_is_in_recovery()", row -> row.getBoolean(1))) {
            throw new NightmaskException(Failure.TARGET_IN_RECOVERY, target.place());
        }
        return server;
    }

    private Marker consent(MarkedDatabase database, ServerIdentity server, Target target) {
        Marker marker = database.marker()
                .filter(found -> found.role() == Role.TARGET)
                .orElseThrow(() -> new NightmaskException(Failure.TARGET_UNMARKED, target.place()));
        if (!marker.isFor(server, database.oid(), database.name())) {
            throw new NightmaskException(Failure.TARGET_CONSENT_VOID, target.place());
        }
        if (marker.isExpired(clock.instant())) {
            throw new NightmaskException(Failure.TARGET_CONSENT_EXPIRED, target.place());
        }
        return marker;
    }
}
