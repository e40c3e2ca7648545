package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.archive.Sha256;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.ObjectStore.Versioned;
import dev.nightmask.snapshot.publish.StoredJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// How many links one user is given in any hour, counted in the store so that it holds for all processes together.
///
/// ```
/// limits/9c2e...07.json
/// ```
public final class Quota {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MAX_TRIES = 100;

    private final ObjectStore store;
    private final Clock clock;
    private final RandomGenerator random;
    private final int perHour;

    public Quota(ObjectStore store, Clock clock, RandomGenerator random, int perHour) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.perHour = perHour;
    }

    /// Takes one of a user's links; fails with RATE_LIMITED when there is none left this hour.
    ///
    /// @param who any text; the store sees its SHA-256
    public void take(String who) {
        String key = "limits/" + Sha256.hexOf(who.getBytes(StandardCharsets.UTF_8)) + ".json";
        Instant now = clock.instant();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Optional<Versioned> present = store.read(key);
            List<Instant> recent = present.stream()
                    .flatMap(json -> read(json, key).at().stream())
                    .filter(at -> at.isAfter(now.minus(WINDOW)))
                    .toList();
            if (recent.size() >= perHour) {
                throw new NightmaskException(Failure.RATE_LIMITED, new Place.Found("links an hour", perHour));
            }
            Taken taken =
                    new Taken(1, Stream.concat(recent.stream(), Stream.of(now)).toList(), random.nextLong());
            if (store.writeIf(
                    key,
                    StoredJson.write(taken),
                    present.map(Versioned::version).orElse(null))) {
                return;
            }
        }
        throw new NightmaskException(Failure.STORE_UNWRITABLE, new Place.Stored(store.name(), key));
    }

    private Taken read(Versioned json, String key) {
        return StoredJson.read(json.body(), Taken.class, new Place.Stored(store.name(), key));
    }

    /// @param nonce tells two processes apart that write the same at once
    record Taken(int format, List<Instant> at, long nonce) {}
}
