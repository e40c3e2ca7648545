package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.ObjectStore.Presigned;
import dev.nightmask.snapshot.publish.Snapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// Makes links to the archives of a store.
public final class Links {
    /// How long a link lives unless less is asked for; it cannot be more.
    public static final Duration MAX_LIFE = Duration.ofMinutes(3);

    private final ObjectStore store;
    private final Clock clock;

    public Links(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Makes a link to a snapshot's archive. Fails with LINK_UNSUPPORTED when the store is a directory.
    ///
    /// @param life 1 second to [#MAX_LIFE], else LINK_LIFETIME; fractions of a second are cut off
    /// @param askedBy a name for the record, for example that of a login
    public Link make(Manifest snapshot, Duration life, String askedBy) {
        Duration seconds = life.truncatedTo(ChronoUnit.SECONDS);
        if (!seconds.isPositive() || life.compareTo(MAX_LIFE) > 0) {
            throw new NightmaskException(Failure.LINK_LIFETIME, new Place.Nowhere());
        }
        String fileName = "nightmask-" + snapshot.id() + ".dump";
        Presigned presigned = store.presign(Snapshots.archiveKey(snapshot.id()), fileName, seconds)
                .orElseThrow(
                        () -> new NightmaskException(Failure.LINK_UNSUPPORTED, new Place.Stored(store.name(), "")));
        return new Link(snapshot.id(), presigned.url(), askedBy, clock.instant(), presigned.expiresAt());
    }
}
