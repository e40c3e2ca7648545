package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.Deletion.Selection;
import dev.nightmask.snapshot.publish.ObjectStore.Versioned;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The snapshots of a store.
///
/// A snapshot is there when its manifest is there. The manifest is written last and removed first, so nobody
/// sees a snapshot that is not whole. `latest.json` names the newest that was ever published: it moves to a
/// newer id only, by conditional write, whatever else is published or deleted meanwhile.
///
/// ```
/// snapshots/20261121T020000Z-7f3a91/archive.dump
/// snapshots/20261121T020000Z-7f3a91/manifest.json
/// latest.json
/// sources/7412345678901234567.json
/// ```
public final class Snapshots {
    private static final String DIRECTORY = "snapshots/";
    private static final String MANIFEST = "/manifest.json";
    private static final String LATEST = "latest.json";
    private static final int MAX_TRIES = 100;

    private final ObjectStore store;

    public Snapshots(ObjectStore store) {
        this.store = store;
    }

    /// The key of a snapshot's archive in the store.
    public static String archiveKey(SnapshotId id) {
        return DIRECTORY + id + "/archive.dump";
    }

    /// Begins a snapshot that nobody sees before it is published; fails with ALREADY_PUBLISHED when there is
    /// one of this id.
    ///
    /// @param expectedBytes a guess at the archive's size, 0 when there is none
    public Publication begin(SnapshotId id, long expectedBytes) {
        if (store.read(manifestKey(id)).isPresent()) {
            throw failure(Failure.ALREADY_PUBLISHED, manifestKey(id));
        }
        return new Publication(this, store, id, expectedBytes);
    }

    /// What the store knows of servers that must never be restored into.
    public SourceNotes sources() {
        return new SourceNotes(store);
    }

    /// Makes a snapshot visible, its archive being complete. Its sources are noted before, so there is none without.
    void publish(Manifest manifest) {
        manifest.seal().sources().forEach(source -> sources().add(SourceNote.of(source.systemIdentifier())));
        byte[] json = StoredJson.write(manifest);
        String key = manifestKey(manifest.id());
        if (!store.writeIf(key, json, null) && !isStored(key, json)) {
            throw failure(Failure.ALREADY_PUBLISHED, key);
        }
        moveLatestTo(manifest.id());
    }

    /// Whether a manifest that may not be written is there because this very run wrote it.
    private boolean isStored(String key, byte[] json) {
        return store.read(key)
                .filter(stored -> Arrays.equals(stored.body(), json))
                .isPresent();
    }

    private void moveLatestTo(SnapshotId id) {
        byte[] json = StoredJson.write(new Latest(1, id));
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Optional<Versioned> present = store.read(LATEST);
            if (present.isPresent() && latestIn(present.get()).compareTo(id) >= 0) {
                return;
            }
            if (store.writeIf(LATEST, json, present.map(Versioned::version).orElse(null))) {
                return;
            }
        }
        throw failure(Failure.STORE_UNWRITABLE, LATEST);
    }

    /// Every snapshot, newest first.
    public List<Manifest> list() {
        return ids().stream()
                .sorted(Comparator.reverseOrder())
                .map(id -> store.read(manifestKey(id)).map(json -> manifestIn(json, id)))
                .flatMap(Optional::stream)
                .toList();
    }

    /// The newest snapshot that was published; fails with SNAPSHOT_MISSING when there is none or it was deleted.
    public Manifest latest() {
        return find(latestId().orElseThrow(() -> failure(Failure.SNAPSHOT_MISSING, LATEST)));
    }

    /// A snapshot by its id; fails with SNAPSHOT_MISSING.
    public Manifest find(SnapshotId id) {
        return store.read(manifestKey(id))
                .map(json -> manifestIn(json, id))
                .orElseThrow(() -> new NightmaskException(Failure.SNAPSHOT_MISSING, new Place.Snapshot(id.text())));
    }

    /// Opens a snapshot's archive from a byte offset on. The caller closes it.
    public InputStream open(Manifest manifest, long offset) {
        return store.open(archiveKey(manifest.id()), offset);
    }

    /// Says what a deletion would remove; fails with SNAPSHOT_MISSING when it names one that is not there. By
    /// count or by age the latest is never removed, nor is one that is being published.
    public Deletion plan(Selection selection) {
        List<SnapshotId> ids = ids();
        Optional<SnapshotId> latest = latestId();
        List<SnapshotId> doomed = switch (selection) {
            case Selection.One one -> List.of(find(one.id()).id());
            case Selection.AllButNewest keep -> ids.subList(0, Math.max(0, ids.size() - keep.count()));
            case Selection.OlderThan old ->
                ids.stream()
                        .filter(id -> id.time().isBefore(old.now().minus(old.age())))
                        .toList();
        };
        boolean named = selection instanceof Selection.One;
        List<SnapshotId> spared = doomed.stream()
                .filter(id -> named || !latest.equals(Optional.of(id)))
                .toList();
        return new Deletion(spared, latest.filter(spared::contains).isPresent());
    }

    /// Removes what a plan names: of each snapshot first the manifest, then the rest.
    public void delete(Deletion plan) {
        for (SnapshotId id : plan.ids()) {
            store.delete(manifestKey(id));
            store.keys(DIRECTORY + id + "/").forEach(store::delete);
        }
    }

    /// The snapshots that are whole, oldest first.
    private List<SnapshotId> ids() {
        return store.keys(DIRECTORY).stream()
                .filter(key -> key.endsWith(MANIFEST))
                .map(key -> SnapshotId.atStartOf(key.substring(DIRECTORY.length())))
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }

    private Optional<SnapshotId> latestId() {
        return store.read(LATEST).map(this::latestIn);
    }

    private SnapshotId latestIn(Versioned json) {
        return StoredJson.read(json.body(), Latest.class, new Place.Stored(store.name(), LATEST))
                .id();
    }

    private Manifest manifestIn(Versioned json, SnapshotId id) {
        Manifest manifest =
                StoredJson.read(json.body(), Manifest.class, new Place.Stored(store.name(), manifestKey(id)));
        if (!manifest.id().equals(id)) {
            throw failure(Failure.MANIFEST_FORMAT, manifestKey(id));
        }
        return manifest;
    }

    private static String manifestKey(SnapshotId id) {
        return DIRECTORY + id + MANIFEST;
    }

    private NightmaskException failure(Failure failure, String key) {
        return new NightmaskException(failure, new Place.Stored(store.name(), key));
    }
}
