package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import dev.nightmask.failure.Failure;
import dev.nightmask.snapshot.archive.ArchiveSink;
import dev.nightmask.snapshot.publish.S3Settings.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Parts in the background: how many, in how much memory, and how they end.
class S3UploadTest {
    private static final int PART = FreshStores.PART_BYTES;

    /// Nothing in these tests may wait for it to end.
    private static final Patience ENDLESS =
            new Patience(6, Duration.ofHours(1), Duration.ofHours(9), Duration.ofMillis(1));

    private static FreshStores stores;

    private final FaultyProxy proxy;
    private final ObjectStore store;

    S3UploadTest() throws IOException {
        proxy = new FaultyProxy(stores.endpoint());
        store = stores.bucket(proxy.endpoint(), ENDLESS);
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
    void close() throws IOException {
        store.close();
        proxy.close();
    }

    @Test
    void threePartsAreOnTheirWayAtOnceAndNoMore() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        proxy.script(Upload.PARTS, new Fault.Held(gate), 8);
        CompletableFuture<byte[]> upload = CompletableFuture.supplyAsync(() -> Upload.parts(8, store));
        proxy.await(Upload.PARTS, 3);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        assertEquals(3, proxy.count(Upload.PARTS));
        gate.countDown();
        assertArrayEquals(upload.get(1, TimeUnit.MINUTES), content());
        assertEquals(8, proxy.count(Upload.PARTS));
    }

    @Test
    void memoryIsThatOfFivePartsHoweverLongTheArchiveIs() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] piece = new byte[1 << 20];
        long before = threads.getCurrentThreadAllocatedBytes();
        try (ArchiveSink sink = store.upload(Upload.KEY, 0)) {
            sink.reserveHead(1);
            for (int pieces = 0; pieces < 20 * 5; pieces++) {
                sink.write(piece, 0, piece.length);
            }
            sink.complete(new byte[1]);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated >= 3L * PART, "the parts are not made by this thread: " + allocated);
        assertTrue(allocated < 6L * PART, "more than five parts: " + allocated);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void interruptEndsTheWaitForASilentServerAndLeavesNothing(Predicate<String> requests, int parts) throws Exception {
        proxy.script(requests, new Fault.Silence(), 3);
        Upload.Running upload = new Upload.Running(parts, store);
        proxy.await(requests, 1);
        upload.interrupt();
        assertGaveUp(upload);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatAnInterruptedRequestHasDoneIsUndone(Predicate<String> requests, int parts) throws Exception {
        CountDownLatch carriedOut = new CountDownLatch(1);
        proxy.script(requests, new Fault.Muted(carriedOut), 3);
        Upload.Running upload = new Upload.Running(parts, store);
        assertTrue(carriedOut.await(1, TimeUnit.MINUTES), "the request was not carried out");
        upload.interrupt();
        assertGaveUp(upload);
    }

    /// Requests of uploads that have so many parts.
    static Stream<Arguments> requests() {
        return Stream.of(
                arguments(Upload.BEGIN, 2),
                arguments(Upload.part(2), 3),
                arguments(Upload.PARTS, 8),
                arguments(Upload.COMPLETE, 2),
                arguments(Upload.PUT, 1));
    }

    private void assertGaveUp(Upload.Running upload) throws Exception {
        assertEquals(Failure.INTERRUPTED, upload.failure().failure());
        assertEquals(List.of(), stores.leftovers(store));
        assertEquals(List.of(), store.keys(""));
    }

    private byte[] content() throws IOException {
        try (InputStream in = store.open(Upload.KEY, 0)) {
            return in.readAllBytes();
        }
    }
}
