package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.archive.ArchiveSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3StoreTest {
    private static final String KEY = "snapshots/one/archive.dump";
    private static final byte[] DATA = new byte[3 * FreshStores.PART_BYTES];

    private static FreshStores stores;

    @BeforeAll
    static void start(@TempDir Path home) {
        stores = new FreshStores(home);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    static Stream<Consumer<ObjectStore>> requests() {
        return Stream.of(
                store -> store.read(KEY),
                store -> store.open(KEY, 0),
                store -> store.keys(""),
                store -> store.delete(KEY),
                store -> store.writeIf(KEY, new byte[1], null),
                store -> upload(store, new byte[1]),
                store -> upload(store, DATA));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void missingBucketIsAMissingStore(Consumer<ObjectStore> request) {
        try (ObjectStore store = Stores.open("s3://no-such-bucket", stores.settings())) {
            assertFails(Failure.STORE_MISSING, store, request);
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void wrongSecretIsDenied(Consumer<ObjectStore> request) {
        S3Settings.Credentials wrong = new S3Settings.Credentials.Given("AKIAEXAMPLE", "planted-secret-4711");
        try (ObjectStore store = Stores.open(
                stores.open(FreshStores.Kind.BUCKET).name(), stores.settings().as(wrong))) {
            assertFails(Failure.STORE_DENIED, store, request);
        }
    }

    @Test
    void serverThatDoesNotAnswerIsUnreachable() throws IOException {
        try (ObjectStore store = Stores.open("s3://bucket", stores.settings().at("http://127.0.0.1:" + unusedPort()))) {
            assertFails(Failure.STORE_UNREACHABLE, store, unreachable -> unreachable.read(KEY));
            assertFails(Failure.STORE_UNREACHABLE, store, unreachable -> upload(unreachable, DATA));
        }
    }

    @Test
    void partsThatFailOnceAreSentAgain() throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(stores.endpoint());
                ObjectStore store = stores.bucket(proxy.endpoint())) {
            proxy.cutAnswers(line -> line.contains("partNumber=2"), 0, 1);
            upload(store, DATA);
            assertEquals(0, proxy.faultsLeft());
            assertEquals(List.of(KEY), store.keys(""));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void uploadThatFailsInTheMiddleLeavesNothing(int part) throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(stores.endpoint());
                ObjectStore store = stores.bucket(proxy.endpoint())) {
            proxy.cutAnswers(line -> line.contains("partNumber=" + part), 0, 100);
            assertFails(Failure.STORE_UNREACHABLE, store, cut -> upload(cut, DATA));
            assertEquals(List.of(), store.keys(""));
            assertEquals(List.of(), stores.leftovers(store));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 3 * FreshStores.PART_BYTES})
    void lastAnswerMayBeLost(int dataBytes) throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(stores.endpoint());
                ObjectStore store = stores.bucket(proxy.endpoint())) {
            String last = dataBytes < FreshStores.PART_BYTES ? "PUT" : "POST";
            proxy.cutAnswers(line -> line.startsWith(last) && !line.contains("?uploads"), 0, 1);
            upload(store, new byte[dataBytes]);
            assertEquals(0, proxy.faultsLeft());
            assertEquals(List.of(KEY), store.keys(""));
        }
    }

    @Test
    void lostAnswerToAConditionalWriteIsNotTakenForALostRace() throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(stores.endpoint());
                ObjectStore store = stores.bucket(proxy.endpoint())) {
            proxy.cutAnswers(line -> line.startsWith("PUT"), 0, 1);
            assertTrue(store.writeIf(KEY, new byte[] {7}, null));
            assertEquals(7, store.read(KEY).orElseThrow().body()[0]);
        }
    }

    @Test
    void lostAnswersDoNotKeepASnapshotFromBeingPublished() throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(stores.endpoint());
                ObjectStore store = stores.bucket(proxy.endpoint())) {
            Snapshots snapshots = new Snapshots(store);
            SnapshotId id = SnapshotId.parse("20261121T020000Z-7f3a91");
            proxy.cutAnswers(line -> line.startsWith("PUT"), 0, 3);
            try (Publication publication = snapshots.begin(id, 0)) {
                try (ArchiveSink sink = publication.archive()) {
                    sink.reserveHead(1);
                    sink.complete(new byte[1]);
                }
                publication.publish(Manifests.of(id, 1));
            }
            assertEquals(id, snapshots.latest().id());
        }
    }

    @Test
    void linkOfAFewSecondsSaysWhenItEnds() {
        try (ObjectStore store = stores.open(FreshStores.Kind.BUCKET)) {
            ObjectStore.Presigned presigned =
                    store.presign(KEY, "x.dump", Duration.ofSeconds(7)).orElseThrow();
            String url = presigned.url().reveal().toString();
            assertTrue(url.contains("X-Amz-Expires=7"), "expiry is signed");
            assertEquals("***", presigned.url().toString());
        }
    }

    private static void upload(ObjectStore store, byte[] data) {
        try (ArchiveSink sink = store.upload(KEY, 0)) {
            sink.reserveHead(1);
            sink.write(data, 0, data.length);
            sink.complete(new byte[1]);
        }
    }

    private static void assertFails(Failure failure, ObjectStore store, Consumer<ObjectStore> request) {
        NightmaskException e = assertThrows(NightmaskException.class, () -> request.accept(store));
        assertEquals(failure, e.failure());
        assertNull(e.getCause());
        assertTrue(
                e.problems().getFirst().sentence().contains(store.name()),
                e.problems().getFirst().sentence());
        assertFalse(e.problems().getFirst().sentence().contains("planted"), "the message holds a secret");
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
