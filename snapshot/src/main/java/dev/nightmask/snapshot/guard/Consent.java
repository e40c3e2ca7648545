package dev.nightmask.snapshot.guard;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.guard.Marker.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The consent of a database to be replaced: given for a time, taken back, and shown.
public final class Consent {
    /// How long it lasts unless something else is said.
    public static final Duration USUAL = Duration.ofDays(90);

    private static final Duration LONGEST = Duration.ofDays(366);

    private final Guard guard;
    private final InstantSource clock;

    public Consent(Guard guard, InstantSource clock) {
        this.guard = guard;
        this.clock = clock;
    }

    /// What is asked for.
    ///
    /// @param clients the application names that may be connected when the database is replaced
    public record Wish(Duration period, List<String> clients) {
        public Wish {
            if (!period.isPositive() || period.compareTo(LONGEST) > 0) {
                throw new NightmaskException(Failure.CONSENT_PERIOD, new Place.Setting("--for"));
            }
            if (clients.stream().anyMatch(String::isBlank)) {
                throw new NightmaskException(Failure.USAGE, new Place.Setting("the value of --client"));
            }
            clients = clients.stream().distinct().sorted().toList();
        }
    }

    /// Notes it on the database, whose owner must be the one who connects.
    ///
    /// @param person shown the target's own identity, and gives back what is typed; not asked where it is proven that
    ///        the server runs on this machine
    /// @param begin told the system identifier right before the change
    /// @throws NightmaskException what the guard says; TARGET_MISSING, TARGET_PERMISSION, PREVIOUS_KEPT for the
    ///         database that a swap has replaced, TARGET_UNCONFIRMED
    public Marker allow(Target target, Wish wish, UnaryOperator<String> person, Consumer<String> begin) {
        guard.identify(target);
        MarkedDatabase database = find(target);
        ServerIdentity server = guard.admitUnmarked(target, database, wish.clients());
        requireOwner(target, database);
        if (database.marker(Role.PREVIOUS, server).isPresent()) {
            throw new NightmaskException(Failure.PREVIOUS_KEPT, target.place());
        }
        if (!target.session().isOnThisMachine(server)) {
            String identity = identity(target.database(), server);
            if (!person.apply(identity).strip().equals(identity)) {
                throw new NightmaskException(Failure.TARGET_UNCONFIRMED, target.place());
            }
        }
        // The person may have taken their time.
        MarkedDatabase now = find(target);
        if (!server.equals(guard.admitServer(target)) || now.oid() != database.oid()) {
            throw new NightmaskException(Failure.TARGET_CHANGED, target.place());
        }
        Marker marker = new Marker(
                Role.TARGET,
                server,
                now.oid(),
                now.name(),
                clock.instant().plus(wish.period()).truncatedTo(ChronoUnit.SECONDS),
                wish.clients(),
                now.marker(Role.TARGET, server).map(Marker::snapshot).orElse(""));
        begin.accept(server.systemIdentifier());
        target.session().execute(now.noting(marker));
        return marker;
    }

    /// Takes it back, be it valid or not; what others wrote in the database's comment stays.
    ///
    /// @return whether there was any
    public boolean revoke(Target target, Consumer<String> begin) {
        ServerIdentity server = guard.identify(target);
        MarkedDatabase database = find(target);
        if (database.marker().filter(marker -> marker.role() == Role.TARGET).isEmpty()) {
            return false;
        }
        requireOwner(target, database);
        begin.accept(server.systemIdentifier());
        target.session().execute(database.noting(null));
        return true;
    }

    /// What the guard sees, and what it would say to a restore now.
    ///
    /// @param database empty when there is none of this name yet
    /// @param confirmation what a person would have to type; empty where nothing is asked
    /// @param refusals none when a restore would be let in
    public record View(
            ServerIdentity server, Optional<MarkedDatabase> database, String confirmation, List<Problem> refusals) {
        public View {
            refusals = List.copyOf(refusals);
        }
    }

    /// Changes nothing.
    public View show(Target target) {
        Session session = target.session();
        ServerIdentity server = guard.introduce(target);
        Optional<MarkedDatabase> database = MarkedDatabase.find(session, target.database());
        List<Problem> refusals = new ArrayList<>();
        try {
            guard.admit(target);
        } catch (NightmaskException e) {
            refusals.addAll(e.problems());
        }
        String confirmation = session.isOnThisMachine(server) ? "" : identity(target.database(), server);
        return new View(server, database, confirmation, refusals);
    }

    private static String identity(String database, ServerIdentity server) {
        return database + " " + server.systemIdentifier();
    }

    private static MarkedDatabase find(Target target) {
        return MarkedDatabase.find(target.session(), target.database())
                .orElseThrow(() -> new NightmaskException(Failure.TARGET_MISSING, target.place()));
    }

    private static void requireOwner(Target target, MarkedDatabase database) {
        boolean owner = target.session()
                .one(
                        "SELECT pg_has_role(current_user, datdba, 'USAGE') FROM pg_database WHERE oid = ?::oid",
                        row -> row.getBoolean(1),
                        Long.toString(database.oid()));
        if (!owner) {
            throw new NightmaskException(Failure.TARGET_PERMISSION, target.place());
        }
    }
}
