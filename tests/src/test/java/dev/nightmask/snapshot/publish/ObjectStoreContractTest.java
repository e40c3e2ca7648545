package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.archive.ArchiveSink;
import dev.nightmask.snapshot.archive.ByteRange;
import dev.nightmask.snapshot.publish.ObjectStore.Versioned;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [ObjectStore] does.
@ParameterizedClass
@EnumSource
class ObjectStoreContractTest {
    private static final String KEY = "snapshots/one/archive.dump";
    private static final int PART = FreshStores.PART_BYTES;

    private static FreshStores stores;

    private final ObjectStore store;

    ObjectStoreContractTest(FreshStores.Kind kind) {
        store = stores.open(kind);
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART - 101, PART - 100, PART - 99, 2 * PART - 100, 2 * PART - 99, 4 * PART + 12_345})
    void archiveReadsBackWithItsHeadInFront(int dataBytes) throws IOException {
        byte[] head = randomBytes(100);
        byte[] data = randomBytes(dataBytes);
        upload(head, data);
        assertArrayEquals(concatenation(head, data), content(0));
        assertEquals(List.of(KEY), store.keys(""));
        assertEquals(List.of(), stores.leftovers(store));
    }

    @Test
    void headMayBeLongerThanAPart() throws IOException {
        byte[] head = randomBytes(PART + 1_000_000);
        byte[] data = randomBytes(PART + 10);
        upload(head, data);
        assertArrayEquals(concatenation(head, data), content(0));
    }

    @Test
    void nothingIsSeenBeforeTheUploadIsComplete() {
        try (ArchiveSink sink = store.upload(KEY, 0)) {
            sink.reserveHead(10);
            sink.write(randomBytes(3 * PART), 0, 3 * PART);
            assertEquals(List.of(), store.keys(""));
            assertEquals(Optional.empty(), store.read(KEY));
            assertEquals(1, stores.leftovers(store).size());
            sink.complete(new byte[10]);
        }
        assertEquals(List.of(KEY), store.keys(""));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 3 * PART})
    void uploadThatIsGivenUpLeavesNothing(int dataBytes) {
        try (ArchiveSink sink = store.upload(KEY, 0)) {
            sink.reserveHead(10);
            sink.write(randomBytes(dataBytes), 0, dataBytes);
        }
        assertEquals(List.of(), store.keys(""));
        assertEquals(List.of(), stores.leftovers(store));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3 * PART})
    void interruptedWriterGivesUpAndLeavesNothing(int dataBytes) {
        try (ArchiveSink sink = store.upload(KEY, 0)) {
            sink.reserveHead(10);
            sink.write(randomBytes(dataBytes), 0, dataBytes);
            Thread.currentThread().interrupt();
            assertFails(Failure.INTERRUPTED, () -> sink.complete(new byte[10]));
        }
        assertTrue(Thread.interrupted(), "the interrupt was lost");
        assertEquals(List.of(), store.keys(""));
        assertEquals(List.of(), stores.leftovers(store));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 3 * PART})
    void uploadNeverReplacesAnObject(int dataBytes) throws IOException {
        upload(new byte[] {1}, new byte[] {2, 3});
        assertFails(Failure.ALREADY_PUBLISHED, () -> upload(new byte[] {4}, randomBytes(dataBytes)));
        assertArrayEquals(new byte[] {1, 2, 3}, content(0));
        assertEquals(List.of(), stores.leftovers(store));
    }

    @Test
    void headOfAnotherLengthThanReservedIsADefect() {
        try (ArchiveSink sink = store.upload(KEY, 0)) {
            sink.reserveHead(10);
            assertThrows(RuntimeException.class, () -> sink.complete(new byte[11]));
        }
        assertEquals(List.of(), store.keys(""));
    }

    @Test
    void smallObjectIsWrittenOnlyOverTheVersionThatIsExpected() {
        assertFalse(store.writeIf(KEY, utf8("none"), "no such version"));
        assertTrue(store.writeIf(KEY, utf8("first"), null));
        assertFalse(store.writeIf(KEY, utf8("again"), null));
        Versioned first = store.read(KEY).orElseThrow();
        assertTrue(store.writeIf(KEY, utf8("second"), first.version()));
        assertFalse(store.writeIf(KEY, utf8("third"), first.version()));
        assertArrayEquals(utf8("second"), store.read(KEY).orElseThrow().body());
    }

    @Test
    void ofRacingWritersExactlyOneWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            String version = store.read(KEY).map(Versioned::version).orElse(null);
            List<String> bodies =
                    IntStream.range(0, 8).mapToObj("writer %d"::formatted).toList();
            String suffix = " of round " + round;
            List<String> winners = race(bodies, body -> store.writeIf(KEY, utf8(body + suffix), version));
            assertEquals(1, winners.size());
            assertArrayEquals(
                    utf8(winners.getFirst() + suffix),
                    store.read(KEY).orElseThrow().body());
        }
    }

    @Test
    void objectOpensFromAnyOffset() throws IOException {
        upload(new byte[] {0, 1, 2}, new byte[] {3, 4, 5});
        assertArrayEquals(new byte[] {4, 5}, content(4));
        assertArrayEquals(new byte[0], content(6));
    }

    @Test
    void someBytesOfAnObjectAreReadAlone() throws IOException {
        upload(new byte[] {0, 1, 2}, new byte[] {3, 4, 5});
        assertArrayEquals(new byte[] {0}, content(new ByteRange(0, 1)));
        assertArrayEquals(new byte[] {2, 3}, content(new ByteRange(2, 2)));
        assertArrayEquals(new byte[] {5}, content(new ByteRange(5, 1)));
        assertArrayEquals(new byte[] {4, 5}, content(new ByteRange(4, 9)));
        assertArrayEquals(new byte[0], content(new ByteRange(6, 1)));
    }

    @Test
    void missingObjectIsNotThere() {
        assertFails(Failure.SNAPSHOT_MISSING, () -> content(new ByteRange(0, 1)));
        assertEquals(Optional.empty(), store.read(KEY));
        assertFails(Failure.SNAPSHOT_MISSING, () -> content(0));
    }

    @Test
    void keysAreListedInOrderByPrefix() {
        List<String> keys = List.of("latest.json", "snapshots/a/x", "snapshots/b/x", "snapshots/b/y");
        keys.reversed().forEach(key -> store.writeIf(key, utf8("{}"), null));
        assertEquals(keys, store.keys(""));
        assertEquals(List.of("snapshots/b/x", "snapshots/b/y"), store.keys("snapshots/b/"));
        assertEquals(List.of(), store.keys("snapshots/c"));
    }

    @Test
    void deletedObjectIsGoneAndMayBeWrittenAgain() {
        store.writeIf(KEY, utf8("{}"), null);
        store.delete(KEY);
        store.delete(KEY);
        assertEquals(List.of(), store.keys(""));
        assertTrue(store.writeIf(KEY, utf8("{}"), null));
    }

    private void upload(byte[] head, byte[] data) {
        try (ArchiveSink sink = store.upload(KEY, 0)) {
            sink.reserveHead(head.length);
            int step = 1_000_003;
            for (int offset = 0; offset < data.length; offset += step) {
                sink.write(data, offset, Math.min(step, data.length - offset));
            }
            sink.complete(head);
        }
    }

    private byte[] content(long offset) throws IOException {
        try (InputStream in = store.open(KEY, offset)) {
            return in.readAllBytes();
        }
    }

    private byte[] content(ByteRange range) throws IOException {
        try (InputStream in = store.open(KEY, range)) {
            return in.readAllBytes();
        }
    }

    /// Runs an attempt for each name at the same time and returns the names of those that succeeded.
    private static List<String> race(List<String> names, Predicate<String> attempt) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(names.size())) {
            List<Callable<Boolean>> attempts = names.stream()
                    .<Callable<Boolean>>map(name -> () -> attempt.test(name))
                    .toList();
            List<Future<Boolean>> results = threads.invokeAll(attempts);
            return IntStream.range(0, names.size())
                    .filter(i -> results.get(i).resultNow())
                    .mapToObj(names::get)
                    .toList();
        }
    }

    private static void assertFails(Failure failure, Executable step) {
        assertEquals(failure, assertThrows(NightmaskException.class, step).failure());
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static byte[] concatenation(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
