package dev.nightmask.snapshot.guard;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.guard.Marker.Role;
import dev.nightmask.snapshot.guard.ServerIdentity.Introduction;
import dev.nightmask.snapshot.publish.SourceNote;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Decides whether Nightmask may write to a target, by what the server says of itself on the very connection that
/// will write: names, ports and addresses count for nothing. It only reads, and nothing switches it off.
public final class Guard {
    private final KnownSources sources;
    private final Consumer<SourceNote> memory;
    private final InstantSource clock;
    private final Waiting waiting;
    private final String machine;

    /// @param memory told of sources that come to be known later
    /// @param machine what this machine is called, to tell its loopback from another's
    public Guard(
            KnownSources sources, Consumer<SourceNote> memory, InstantSource clock, Waiting waiting, String machine) {
        this.sources = sources;
        this.memory = memory;
        this.clock = clock;
        this.waiting = waiting;
        this.machine = machine;
    }

    /// The same guard, which knows more sources and has them remembered.
    public Guard knowing(Set<String> systemIdentifiers) {
        return knowing(KnownSources.named(systemIdentifiers));
    }

    /// The same guard, which knows more sources and has them remembered.
    public Guard knowing(KnownSources more) {
        more.notes().forEach(memory);
        return new Guard(sources.and(more), memory, clock, waiting, machine);
    }

    /// Lets a restore begin, or refuses it.
    ///
    /// @throws NightmaskException TARGET_IS_SOURCE or TARGET_SHARES_IDENTITY before anything else is asked of the
    ///         server; TARGET_POOLED, TARGET_IN_RECOVERY; TARGET_UNMARKED, TARGET_CONSENT_VOID,
    ///         TARGET_CONSENT_EXPIRED and the signs of life (202 to 206), all that there are
    public Admission admit(Target target) {
        return admit(target, null);
    }

    /// Lets it go on.
    ///
    /// @throws NightmaskException what [#admit] throws, or TARGET_CHANGED when this is no longer what was admitted
    public void admitAgain(Target target, Admission before) {
        if (!admit(target, before.pulse()).isStill(before)) {
            throw new NightmaskException(Failure.TARGET_CHANGED, target.place());
        }
    }

    /// Opens another session on the server that was admitted.
    public Session connect(Target target, Admission admission, String database) {
        return target.connect(database, admission.server(), machine);
    }

    /// Refuses a server that nothing may be written to, whatever the database.
    public ServerIdentity admitServer(Target target) {
        ServerIdentity server = identify(target);
        refuse(signs(target).ofServer());
        return server;
    }

    /// Refuses what nobody's consent can allow: the server, and a database in which somebody lives.
    ///
    /// @param clients the application names that may be connected
    ServerIdentity admitUnmarked(Target target, MarkedDatabase database, List<String> clients) {
        ServerIdentity server = identify(target);
        SignsOfLife signs = signs(target);
        List<Problem> problems = new ArrayList<>(signs.ofServer());
        problems.addAll(signs.ofDatabase(database, clients, signs.pulse(database)));
        refuse(problems);
        return server;
    }

    private Admission admit(Target target, @Nullable Pulse before) {
        ServerIdentity server = identify(target);
        SignsOfLife signs = signs(target);
        List<Problem> problems = new ArrayList<>(signs.ofServer());
        Optional<MarkedDatabase> found = MarkedDatabase.find(target.session(), target.database());
        if (found.isEmpty()) {
            refuse(problems);
            return new Admission(server, null, null);
        }
        MarkedDatabase database = found.get();
        Pulse pulse = Objects.requireNonNullElseGet(before, () -> signs.pulse(database));
        Optional<Failure> objection = objection(database, server);
        objection.ifPresent(failure -> problems.add(0, new Problem(failure, target.place())));
        if (objection.isEmpty()) {
            problems.addAll(
                    signs.ofDatabase(database, database.marker().orElseThrow().clients(), pulse));
        }
        refuse(problems);
        return new Admission(server, database.marker().orElseThrow(), pulse);
    }

    /// Refuses a source, whatever is copied from one, and what does not answer for itself.
    ServerIdentity identify(Target target) {
        Session session = target.session();
        Introduction met = ServerIdentity.introduction(session, machine);
        if (sources.include(met.server())) {
            boolean copy = sources.showCopy(met.server(), met.inRecovery());
            throw new NightmaskException(
                    copy ? Failure.TARGET_SHARES_IDENTITY : Failure.TARGET_IS_SOURCE, target.place());
        }
        if (!session.isDirect()) {
            throw new NightmaskException(Failure.TARGET_POOLED, target.place());
        }
        if (met.inRecovery()) {
            throw new NightmaskException(Failure.TARGET_IN_RECOVERY, target.place());
        }
        target.settle();
        return met.server();
    }

    /// Who it is, be it admitted or not.
    ServerIdentity introduce(Target target) {
        return ServerIdentity.of(target.session(), machine);
    }

    /// What is wrong with the consent of a database that is there.
    private Optional<Failure> objection(MarkedDatabase database, ServerIdentity server) {
        Optional<Marker> marker = database.marker().filter(found -> found.role() == Role.TARGET);
        if (marker.isEmpty()) {
            return Optional.of(Failure.TARGET_UNMARKED);
        }
        if (!marker.get().isFor(server, database.oid(), database.name())) {
            return Optional.of(Failure.TARGET_CONSENT_VOID);
        }
        return marker.get().isExpired(clock.instant()) ? Optional.of(Failure.TARGET_CONSENT_EXPIRED) : Optional.empty();
    }

    private SignsOfLife signs(Target target) {
        return new SignsOfLife(target.session(), waiting);
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new NightmaskException(problems);
        }
    }
}
