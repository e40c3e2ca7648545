package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.ObjectStore.Versioned;
import java.util.List;
import java.util.Optional;

/// What a store, or the directory of what this machine remembers, knows of servers that must never be restored into.
/// Deleting snapshots deletes none of it.
///
/// ```
/// sources/7412345678901234567.json
/// ```
public final class SourceNotes {
    private static final String DIRECTORY = "sources/";
    private static final String ENDING = ".json";
    private static final int MAX_TRIES = 100;

    private final ObjectStore store;

    public SourceNotes(ObjectStore store) {
        this.store = store;
    }

    /// Adds to what is known of one server; nothing is written when that much is known already.
    public void add(SourceNote note) {
        String key = DIRECTORY + note.systemIdentifier() + ENDING;
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Optional<Versioned> present = store.read(key);
            Optional<SourceNote> known = present.map(json -> noteIn(json, key));
            SourceNote merged = known.map(note::with).orElse(note);
            if (known.equals(Optional.of(merged))
                    || store.writeIf(
                            key,
                            StoredJson.write(merged),
                            present.map(Versioned::version).orElse(null))) {
                return;
            }
        }
        throw new NightmaskException(Failure.STORE_UNWRITABLE, new Place.Stored(store.name(), key));
    }

    /// Every server that is known.
    ///
    /// @throws NightmaskException when any of it cannot be read, or is not as it was written
    public List<SourceNote> all() {
        return store.keys(DIRECTORY).stream()
                .map(key -> store.read(key).map(json -> noteIn(json, key)).orElseThrow(() -> failure(key)))
                .toList();
    }

    private SourceNote noteIn(Versioned json, String key) {
        SourceNote note = StoredJson.read(json.body(), SourceNote.class, new Place.Stored(store.name(), key));
        if (!key.equals(DIRECTORY + note.systemIdentifier() + ENDING)) {
            throw failure(key);
        }
        return note;
    }

    private NightmaskException failure(String key) {
        return new NightmaskException(Failure.MANIFEST_FORMAT, new Place.Stored(store.name(), key));
    }
}
