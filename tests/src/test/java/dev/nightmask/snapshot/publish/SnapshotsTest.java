package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.archive.ArchiveDigest;
import dev.nightmask.snapshot.archive.ArchiveSink;
import dev.nightmask.snapshot.publish.Deletion.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SnapshotsTest {
    private static final SnapshotId MONDAY = SnapshotId.parse("20261116T020000Z-aaaaaa");
    private static final SnapshotId TUESDAY = SnapshotId.parse("20261117T020000Z-000000");
    private static final SnapshotId WEDNESDAY = SnapshotId.parse("20261118T020000Z-7f3a91");

    private static FreshStores stores;

    private final ObjectStore store;
    private final Snapshots snapshots;

    SnapshotsTest(FreshStores.Kind kind) {
        store = stores.open(kind);
        snapshots = new Snapshots(store);
    }

    @BeforeAll
    static void start(@TempDir Path home) {
        stores = new FreshStores(home);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void publishedSnapshotIsListedFoundAndRead() throws IOException {
        Manifest manifest = publish(MONDAY);
        assertEquals(List.of(manifest), snapshots.list());
        assertEquals(manifest, snapshots.find(MONDAY));
        assertEquals(manifest, snapshots.latest());
        try (InputStream archive = snapshots.open(manifest, 2)) {
            assertArrayEquals(new byte[] {3, 4}, archive.readAllBytes());
        }
    }

    @Test
    void snapshotsAreListedNewestFirst() {
        publish(TUESDAY);
        publish(MONDAY);
        publish(WEDNESDAY);
        assertEquals(
                List.of(WEDNESDAY, TUESDAY, MONDAY),
                snapshots.list().stream().map(Manifest::id).toList());
    }

    @Test
    void emptyStoreHasNoLatestSnapshot() {
        assertEquals(List.of(), snapshots.list());
        assertFails(Failure.SNAPSHOT_MISSING, snapshots::latest);
        assertFails(Failure.SNAPSHOT_MISSING, () -> snapshots.find(MONDAY));
    }

    @Test
    void snapshotWithoutManifestIsNotSeen() {
        publish(MONDAY);
        Publication half = snapshots.begin(TUESDAY, 0);
        archive(half);
        assertEquals(MONDAY, snapshots.latest().id());
        assertEquals(1, snapshots.list().size());
        assertFails(Failure.SNAPSHOT_MISSING, () -> snapshots.find(TUESDAY));
        assertTrue(store.keys("").contains(Snapshots.archiveKey(TUESDAY)));
        half.close();
        assertFalse(store.keys("").contains(Snapshots.archiveKey(TUESDAY)));
    }

    @Test
    void publicationWithoutArchiveIsADefect() {
        try (Publication publication = snapshots.begin(MONDAY, 0)) {
            assertThrows(IllegalStateException.class, () -> publication.publish(Manifests.of(MONDAY, 4)));
        }
        assertEquals(List.of(), store.keys(""));
    }

    @Test
    void interruptBeforePublishingLeavesNothing() {
        try (Publication publication = snapshots.begin(MONDAY, 0)) {
            archive(publication);
            Thread.currentThread().interrupt();
            assertFails(Failure.INTERRUPTED, () -> publication.publish(Manifests.of(MONDAY, 4)));
        }
        assertTrue(Thread.interrupted(), "the interrupt was lost");
        assertEquals(List.of(), store.keys(""));
    }

    @Test
    void olderSnapshotDoesNotMoveLatestBack() {
        publish(TUESDAY);
        publish(MONDAY);
        assertEquals(TUESDAY, snapshots.latest().id());
    }

    @Test
    void publishedSnapshotCannotBeReplaced() {
        Manifest manifest = publish(MONDAY);
        assertFails(Failure.ALREADY_PUBLISHED, () -> snapshots.begin(MONDAY, 0));
        assertEquals(manifest, snapshots.latest());
    }

    @Test
    void secondPublisherOfTheSameIdLosesAndTheFirstsArchiveStays() {
        try (Publication first = snapshots.begin(MONDAY, 0);
                Publication second = snapshots.begin(MONDAY, 0)) {
            archive(first);
            assertFails(Failure.ALREADY_PUBLISHED, () -> archive(second));
            first.publish(Manifests.of(MONDAY, 4));
        }
        assertTrue(store.keys("").contains(Snapshots.archiveKey(MONDAY)));
        assertEquals(MONDAY, snapshots.latest().id());
    }

    @Test
    void ofRacingPublishersTheNewestBecomesLatest() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Manifest>> publishers = new ArrayList<>();
            for (int hour = 10; hour < 22; hour++) {
                SnapshotId id = SnapshotId.parse("20261119T%d0000Z-123456".formatted(hour));
                publishers.add(() -> publish(id));
            }
            for (Future<Manifest> publisher : threads.invokeAll(publishers)) {
                publisher.get();
            }
        }
        assertEquals("20261119T210000Z-123456", snapshots.latest().id().text());
        assertEquals(12, snapshots.list().size());
    }

    @Test
    void deletionByCountSparesTheNewestAndTheLatest() {
        publishAll();
        assertEquals(new Deletion(List.of(MONDAY, TUESDAY), false), plan(new Selection.AllButNewest(1)));
        assertEquals(new Deletion(List.of(), false), plan(new Selection.AllButNewest(7)));
    }

    @Test
    void deletionByAgeSparesTheLatest() {
        publishAll();
        Instant now = Instant.parse("2026-11-18T03:00:00Z");
        assertEquals(new Deletion(List.of(MONDAY), false), plan(new Selection.OlderThan(Duration.ofDays(2), now)));
        assertEquals(new Deletion(List.of(MONDAY, TUESDAY), false), plan(new Selection.OlderThan(Duration.ZERO, now)));
    }

    @Test
    void planAloneDeletesNothing() {
        publishAll();
        plan(new Selection.AllButNewest(1));
        assertEquals(3, snapshots.list().size());
    }

    @Test
    void deletedSnapshotIsGoneWithAllItsObjects() {
        publishAll();
        store.writeIf("snapshots/" + MONDAY + "/report.html", new byte[] {1}, null);
        snapshots.delete(plan(new Selection.One(MONDAY)));
        assertEquals(List.of(), store.keys("snapshots/" + MONDAY));
        assertEquals(2, snapshots.list().size());
        assertEquals(WEDNESDAY, snapshots.latest().id());
    }

    @Test
    void latestSnapshotIsDeletedByItsNameOnlyAndHasNoSuccessorBeforeTheNext() {
        publishAll();
        Deletion plan = plan(new Selection.One(WEDNESDAY));
        assertEquals(new Deletion(List.of(WEDNESDAY), true), plan);
        snapshots.delete(plan);
        assertFails(Failure.SNAPSHOT_MISSING, snapshots::latest);
        SnapshotId thursday = SnapshotId.parse("20261119T020000Z-7f3a91");
        publish(thursday);
        assertEquals(thursday, snapshots.latest().id());
    }

    @Test
    void deletionOfAMissingSnapshotFails() {
        publishAll();
        SnapshotId missing = SnapshotId.parse("20200101T000000Z-000000");
        assertFails(Failure.SNAPSHOT_MISSING, () -> plan(new Selection.One(missing)));
    }

    @Test
    void manifestOfAnotherSnapshotIsRefused() {
        publish(MONDAY);
        byte[] json = store.read("snapshots/" + MONDAY + "/manifest.json")
                .orElseThrow()
                .body();
        store.writeIf("snapshots/" + TUESDAY + "/manifest.json", json, null);
        assertFails(Failure.MANIFEST_FORMAT, () -> snapshots.find(TUESDAY));
    }

    @Test
    void eachDatabaseHasALatestSnapshotOfItsOwn() {
        publish(MONDAY, "shop");
        publish(TUESDAY, "billing");
        publish(WEDNESDAY, "billing");
        assertEquals(MONDAY, snapshots.latest(new SnapshotName("shop")).id());
        assertEquals(WEDNESDAY, snapshots.latest(new SnapshotName("billing")).id());
        assertFails(Failure.SNAPSHOT_MISSING, () -> snapshots.latest(new SnapshotName("other")));
        NightmaskException which = assertThrows(NightmaskException.class, snapshots::latest);
        assertEquals(Failure.SNAPSHOT_AMBIGUOUS, which.failure());
        assertEquals(2, which.problems().size());
        assertTrue(which.problems().getFirst().sentence().endsWith("latest/billing.json"));
        assertEquals(new Deletion(List.of(TUESDAY), false), plan(new Selection.AllButNewest(1)));
        assertEquals(
                new Deletion(List.of(), false),
                snapshots.plan(
                        new Selection.OlderThan(Duration.ZERO, Instant.parse("2027-01-01T00:00:00Z")),
                        new SnapshotName("shop")::equals));
    }

    @Test
    void namesAreFitForKeys() {
        for (String bad : List.of("", ".hidden", "a/b", "..", "über", "a b", "x".repeat(64))) {
            assertFails(Failure.SNAPSHOT_NAME, () -> new SnapshotName(bad));
        }
        assertEquals("Shop_2.eu-west", new SnapshotName("Shop_2.eu-west").text());
    }

    private Deletion plan(Selection selection) {
        return snapshots.plan(selection, every -> true);
    }

    private void publishAll() {
        List.of(MONDAY, TUESDAY, WEDNESDAY).forEach(id -> publish(id));
    }

    private Manifest publish(SnapshotId id) {
        return publish(id, "shop");
    }

    private Manifest publish(SnapshotId id, String name) {
        Manifest manifest = Manifests.of(id, new SnapshotName(name), new ArchiveDigest("0".repeat(64), 1, 4));
        try (Publication publication = snapshots.begin(id, 0)) {
            archive(publication);
            publication.publish(manifest);
        }
        return manifest;
    }

    private static void archive(Publication publication) {
        try (ArchiveSink sink = publication.archive()) {
            sink.reserveHead(1);
            sink.write(new byte[] {2, 3, 4}, 0, 3);
            sink.complete(new byte[] {1});
        }
    }

    private static void assertFails(Failure failure, Executable step) {
        assertEquals(failure, assertThrows(NightmaskException.class, step).failure());
    }
}
