package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.archive.ByteRange;
import dev.nightmask.snapshot.plan.ColumnCoverage;
import dev.nightmask.snapshot.publish.Deletion.Selection;
import dev.nightmask.snapshot.publish.ObjectStore.Versioned;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

/// The snapshots of a store.
///
/// A snapshot is there when its manifest is there. The manifest is written last and removed first, so nobody
/// sees a snapshot that is not whole. `latest.json` names the newest that was ever published, and for each database
/// there is one more such pointer.
///
/// ```
/// snapshots/20261121T020000Z-7f3a91/archive.dump
/// snapshots/20261121T020000Z-7f3a91/coverage.json
/// snapshots/20261121T020000Z-7f3a91/manifest.json
/// latest.json
/// latest/shop.json
/// sources/7412345678901234567.json
/// ```
public final class Snapshots {
    private static final int READERS = 16;
    private static final String DIRECTORY = "snapshots/";
    private static final String MANIFEST = "/manifest.json";
    private static final String LATEST = "latest.json";
    private static final String LATEST_OF = "latest/";
    private static final String JSON = ".json";

    private final ObjectStore store;
    private final Fence fence;

    public Snapshots(ObjectStore store) {
        this(store, Fence.none());
    }

    private Snapshots(ObjectStore store, Fence fence) {
        this.store = store;
        this.fence = fence;
    }

    /// The same store, for one whose snapshots are published only as a fence lets them.
    public Snapshots fencedBy(Fence other) {
        return new Snapshots(store, other);
    }

    /// The key of a snapshot's archive in the store.
    public static String archiveKey(SnapshotId id) {
        return DIRECTORY + id + "/archive.dump";
    }

    static String coverageKey(SnapshotId id) {
        return DIRECTORY + id + "/coverage.json";
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

    /// Makes a snapshot visible, its archive being complete and the fence letting it.
    void publish(Manifest manifest) {
        fence.commit(manifest);
        show(manifest);
    }

    /// Makes a snapshot visible that a run has committed to and perhaps not lived to show; nothing happens when it was
    /// shown, or was deleted since.
    public void finish(Manifest manifest) {
        if (store.keys(archiveKey(manifest.id())).contains(archiveKey(manifest.id()))) {
            show(manifest);
        }
    }

    /// Its sources are noted before, so there is none without.
    private void show(Manifest manifest) {
        manifest.seal().sources().forEach(source -> sources().add(SourceNote.of(source.systemIdentifier())));
        byte[] json = StoredJson.write(manifest);
        String key = manifestKey(manifest.id());
        if (!store.writeIf(key, json, null) && !isStored(key, json)) {
            throw failure(Failure.ALREADY_PUBLISHED, key);
        }
        latestOf(manifest.name()).moveTo(manifest.id());
        new LatestPointer(store, LATEST).moveTo(manifest.id());
    }

    void write(SnapshotId id, ColumnCoverage coverage) {
        String key = coverageKey(id);
        if (!store.writeIf(key, StoredJson.write(coverage), null)
                && store.read(key).isEmpty()) {
            throw failure(Failure.STORE_UNWRITABLE, key);
        }
    }

    /// Which technique decided each column of a snapshot; empty when it does not say.
    public Optional<ColumnCoverage> coverage(SnapshotId id) {
        String key = coverageKey(id);
        return store.read(key)
                .map(json -> StoredJson.read(json.body(), ColumnCoverage.class, new Place.Stored(store.name(), key)));
    }

    /// Whether a manifest that may not be written is there because this very run wrote it.
    private boolean isStored(String key, byte[] json) {
        return store.read(key)
                .filter(stored -> Arrays.equals(stored.body(), json))
                .isPresent();
    }

    /// Every snapshot, newest first.
    public List<Manifest> list() {
        return ids().stream()
                .sorted(Comparator.reverseOrder())
                .gather(Gatherers.mapConcurrent(READERS, this::manifestOf))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Manifest> manifestOf(SnapshotId id) {
        return store.read(manifestKey(id)).map(json -> manifestIn(json, id));
    }

    /// The newest snapshot that was published; fails with SNAPSHOT_MISSING when there is none or it was deleted, and
    /// with SNAPSHOT_AMBIGUOUS when the store holds those of several databases.
    public Manifest latest() {
        List<LatestPointer> pointers = store.keys(LATEST_OF).stream()
                .map(key -> new LatestPointer(store, key))
                .toList();
        if (pointers.size() > 1) {
            throw new NightmaskException(pointers.stream()
                    .map(pointer -> new Problem(Failure.SNAPSHOT_AMBIGUOUS, pointer.place()))
                    .toList());
        }
        return latest(new LatestPointer(store, LATEST));
    }

    /// The newest of one database that was published; fails with SNAPSHOT_MISSING.
    public Manifest latest(SnapshotName name) {
        return latest(latestOf(name));
    }

    /// The newest of one database, if one was published and is still there.
    public Optional<Manifest> newest(SnapshotName name) {
        return latestOf(name).read().flatMap(id -> store.read(manifestKey(id)).map(json -> manifestIn(json, id)));
    }

    private Manifest latest(LatestPointer pointer) {
        return find(
                pointer.read().orElseThrow(() -> new NightmaskException(Failure.SNAPSHOT_MISSING, pointer.place())));
    }

    private LatestPointer latestOf(SnapshotName name) {
        return new LatestPointer(store, LATEST_OF + name + JSON);
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

    /// Opens some bytes of a snapshot's archive. The caller closes it.
    public InputStream open(Manifest manifest, ByteRange range) {
        return store.open(archiveKey(manifest.id()), range);
    }

    /// Says what a deletion would remove; fails with SNAPSHOT_MISSING when it names one that is not there. By
    /// count or by age the latest of a database is never removed, nor is one that is being published, and the count is
    /// that of each database.
    ///
    /// @param of which databases are meant
    public Deletion plan(Selection selection, Predicate<SnapshotName> of) {
        if (selection instanceof Selection.One one) {
            SnapshotId doomed = find(one.id()).id();
            return new Deletion(
                    List.of(doomed), new LatestPointer(store, LATEST).read().equals(Optional.of(doomed)));
        }
        List<SnapshotId> doomed = new ArrayList<>();
        Map<SnapshotName, List<Manifest>> byName = list().stream()
                .filter(manifest -> of.test(manifest.name()))
                .collect(Collectors.groupingBy(Manifest::name, TreeMap::new, Collectors.toList()));
        byName.forEach((name, newestFirst) -> {
            Optional<SnapshotId> latest = latestOf(name).read();
            newestFirst.stream()
                    .skip(selection instanceof Selection.AllButNewest keep ? keep.count() : 0)
                    .map(Manifest::id)
                    .filter(id -> !latest.equals(Optional.of(id)) && isMeant(selection, id))
                    .forEach(doomed::add);
        });
        doomed.sort(null);
        return new Deletion(doomed, false);
    }

    private static boolean isMeant(Selection selection, SnapshotId id) {
        return switch (selection) {
            case Selection.One one -> one.id().equals(id);
            case Selection.AllButNewest unused -> true;
            case Selection.OlderThan old -> id.time().isBefore(old.now().minus(old.age()));
        };
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
