package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.ObjectStore.Versioned;
import java.util.Optional;

/// An object that names the newest snapshot that was ever published: it moves to a newer id only, by conditional write,
/// whatever else is published or deleted meanwhile.
record LatestPointer(ObjectStore store, String key) {
    private static final int MAX_TRIES = 100;

    Optional<SnapshotId> read() {
        return store.read(key).map(this::idIn);
    }

    void moveTo(SnapshotId id) {
        byte[] json = StoredJson.write(new Latest(1, id));
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Optional<Versioned> present = store.read(key);
            if (present.isPresent() && idIn(present.get()).compareTo(id) >= 0) {
                return;
            }
            if (store.writeIf(key, json, present.map(Versioned::version).orElse(null))) {
                return;
            }
        }
        throw new NightmaskException(Failure.STORE_UNWRITABLE, place());
    }

    Place place() {
        return new Place.Stored(store.name(), key);
    }

    private SnapshotId idIn(Versioned json) {
        return StoredJson.read(json.body(), Latest.class, place()).id();
    }
}
