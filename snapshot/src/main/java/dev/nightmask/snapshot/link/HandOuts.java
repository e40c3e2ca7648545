package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.link.HandOut.Deed;
import dev.nightmask.snapshot.link.HandOut.Step;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.ObjectStore.Versioned;
import dev.nightmask.snapshot.publish.StoredJson;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Gatherers;

/// The record of every link that a store has handed out. Nothing here removes an entry.
///
/// ```
/// links/5f1c...e2.json
/// ```
public final class HandOuts {
    private static final String DIRECTORY = "links/";
    private static final String ENDING = ".json";
    private static final int MIN_ID_DIGITS = 8;
    private static final int MAX_TRIES = 100;

    /// A record is read in one request, and of a year there may be thousands.
    private static final int READERS = 32;

    private final ObjectStore store;
    private final Clock clock;
    private final RandomGenerator random;

    public HandOuts(ObjectStore store, Clock clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /// Every hand-out since a moment, newest first.
    public List<HandOut> since(Instant from) {
        return store.keys(DIRECTORY).stream()
                .gather(Gatherers.mapConcurrent(READERS, this::read))
                .flatMap(Optional::stream)
                .filter(handOut -> !handOut.askedAt().isBefore(from))
                .sorted(Comparator.comparing(HandOut::askedAt).reversed().thenComparing(HandOut::id))
                .toList();
    }

    /// Ends a link: from now on nobody redeems it. What it was redeemed for before cannot be taken back. Fails with
    /// LINK_UNKNOWN when there is none of this id.
    ///
    /// @param id the whole id, or at least its first 8 digits where no other begins with them
    /// @param by who revokes
    /// @return the record as it is now
    public HandOut revoke(String id, String by) {
        return change(
                whole(id), handOut -> handOut.step(Deed.REVOKED).isPresent() ? handOut : handOut.with(revoked(by)));
    }

    private Step revoked(String by) {
        return new Step(Deed.REVOKED, clock.instant(), by, nonce());
    }

    void add(HandOut handOut) {
        String key = key(handOut.id());
        if (!store.writeIf(key, StoredJson.write(handOut), null)) {
            throw failure(Failure.STORE_UNWRITABLE, key);
        }
    }

    Optional<HandOut> find(String id) {
        return read(key(id));
    }

    /// Adds steps to a record, whoever else does so at the same time.
    ///
    /// @param change called again with what is stored by then, each time somebody else was faster
    HandOut change(String id, UnaryOperator<HandOut> change) {
        String key = key(id);
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Versioned present = store.read(key).orElseThrow(() -> unknown());
            HandOut before = handOutIn(present, key);
            HandOut after = change.apply(before);
            if (after.equals(before) || store.writeIf(key, StoredJson.write(after), present.version())) {
                return after;
            }
        }
        throw failure(Failure.STORE_UNWRITABLE, key);
    }

    String nonce() {
        byte[] bits = new byte[8];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    private String whole(String start) {
        if (HandOut.ID.matcher(start).matches()) {
            return start;
        }
        if (!start.matches("[0-9a-f]{" + MIN_ID_DIGITS + ",63}")) {
            throw unknown();
        }
        List<String> keys = store.keys(DIRECTORY + start);
        if (keys.size() != 1) {
            throw unknown();
        }
        String key = keys.getFirst();
        return key.substring(DIRECTORY.length(), key.length() - ENDING.length());
    }

    private Optional<HandOut> read(String key) {
        return store.read(key).map(json -> handOutIn(json, key));
    }

    private HandOut handOutIn(Versioned json, String key) {
        HandOut handOut = StoredJson.read(json.body(), HandOut.class, new Place.Stored(store.name(), key));
        if (!key.equals(key(handOut.id()))) {
            throw failure(Failure.MANIFEST_FORMAT, key);
        }
        return handOut;
    }

    private static String key(String id) {
        return DIRECTORY + id + ENDING;
    }

    private static NightmaskException unknown() {
        return new NightmaskException(Failure.LINK_UNKNOWN, new Place.Nowhere());
    }

    private NightmaskException failure(Failure failure, String key) {
        return new NightmaskException(failure, new Place.Stored(store.name(), key));
    }
}
