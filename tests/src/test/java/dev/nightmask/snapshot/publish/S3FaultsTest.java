package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.publish.S3Settings.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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

/// An upload to a server that is out of order: what passes is sat out, what stays ends it with a failure that
/// says what happened. In either case nothing is left open on the server.
class S3FaultsTest {
    private static final int ATTEMPTS = 3;

    private static final Patience USUAL = patience(Duration.ofSeconds(30));

    /// Long enough for a request that is answered at once, on a machine with other things to do.
    private static final Patience SHORT = patience(Duration.ofSeconds(2));

    private static FreshStores stores;

    private final FaultyProxy proxy;
    private final ObjectStore store;

    S3FaultsTest() throws IOException {
        proxy = new FaultyProxy(stores.endpoint());
        store = stores.bucket(proxy.endpoint(), USUAL);
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

    @ParameterizedTest
    @MethodSource("passingFaults")
    void whatPassesIsSatOut(Fault fault, Predicate<String> requests) throws IOException {
        assertIsSatOut(fault, requests, store);
    }

    static Stream<Arguments> passingFaults() {
        return Stream.of(
                        new Fault.Answer(503, "SlowDown"),
                        new Fault.Answer(500, "InternalError"),
                        new Fault.Answer(400, "RequestTimeout"),
                        new Fault.Answer(400, "BadDigest"),
                        new Fault.Answer(403, "RequestTimeTooSkewed"),
                        new Fault.Dead(),
                        new Fault.Cut(0),
                        new Fault.Cut(20))
                .flatMap(S3FaultsTest::withEveryRequest);
    }

    @ParameterizedTest
    @MethodSource("silences")
    void silenceIsSatOut(Fault fault, Predicate<String> requests) throws IOException {
        try (ObjectStore impatient = stores.bucket(proxy.endpoint(), SHORT)) {
            assertIsSatOut(fault, requests, impatient);
        }
    }

    static Stream<Arguments> silences() {
        return Stream.of(new Fault.Silence(), new Fault.Muted(new CountDownLatch(1)))
                .flatMap(S3FaultsTest::withEveryRequest);
    }

    private static Stream<Arguments> withEveryRequest(Fault fault) {
        return Stream.of(Upload.BEGIN, Upload.part(2), Upload.COMPLETE).map(requests -> arguments(fault, requests));
    }

    @Test
    void errorInAnAnswerThatBeganAsASuccessIsSatOutToo() throws IOException {
        assertIsSatOut(new Fault.Answer(200, "InternalError"), Upload.COMPLETE, store);
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void whatStaysEndsTheUploadWithItsName(Failure failure, Fault fault, Predicate<String> requests, int attempts)
            throws IOException {
        proxy.script(requests, fault, 100);
        assertFails(failure, store);
        assertEquals(attempts, proxy.count(requests));
        assertIsClean(store);
    }

    static Stream<Arguments> lastingFaults() {
        return Stream.of(
                arguments(Failure.STORE_BUSY, new Fault.Answer(503, "SlowDown"), Upload.part(2), ATTEMPTS),
                arguments(Failure.STORE_BUSY, new Fault.Answer(503, "SlowDown"), Upload.COMPLETE, ATTEMPTS),
                arguments(Failure.STORE_BUSY, new Fault.Answer(200, "InternalError"), Upload.COMPLETE, ATTEMPTS),
                arguments(Failure.STORE_UNREACHABLE, new Fault.Dead(), Upload.part(3), ATTEMPTS),
                arguments(Failure.STORE_UNREACHABLE, new Fault.Cut(0), Upload.BEGIN, 3),
                arguments(Failure.STORE_CORRUPTED, new Fault.Answer(400, "BadDigest"), Upload.part(1), ATTEMPTS),
                arguments(Failure.STORE_CORRUPTED, new Fault.Answer(400, "InvalidPart"), Upload.COMPLETE, 1),
                arguments(Failure.STORE_DENIED, new Fault.Answer(403, "AccessDenied"), Upload.part(2), 1),
                arguments(Failure.STORE_DENIED, new Fault.Answer(403, "AccessDenied"), Upload.BEGIN, 1),
                arguments(Failure.STORE_UNWRITABLE, new Fault.Answer(507, "StorageFull"), Upload.part(2), 1));
    }

    @Test
    void silenceThatStaysEndsTheUpload() {
        try (ObjectStore impatient = stores.bucket(proxy.endpoint(), SHORT)) {
            proxy.script(Upload.part(2), new Fault.Silence(), 100);
            assertFails(Failure.STORE_SILENT, impatient);
            assertEquals(ATTEMPTS, proxy.count(Upload.part(2)));
            assertIsClean(impatient);
        }
    }

    @Test
    void serverThatDiesInTheMiddleAndComesBackIsLeftClean() throws IOException {
        proxy.script(Upload.part(3), new Fault.Dead(), 100);
        proxy.script(Upload.ABORT, new Fault.Dead(), ATTEMPTS - 1);
        assertFails(Failure.STORE_UNREACHABLE, store);
        assertEquals(100 - ATTEMPTS, proxy.faultsLeft());
        assertIsClean(store);
    }

    @Test
    void firstFailureIsToldAndWhatFailsAfterItIsSuppressed() {
        proxy.script(Upload.part(2), new Fault.Answer(404, "NoSuchBucket"), 1);
        proxy.script(Upload.ABORT, new Fault.Answer(403, "AccessDenied"), 1);
        NightmaskException first = assertFails(Failure.STORE_MISSING, store);
        assertEquals(
                List.of(Failure.STORE_DENIED),
                Arrays.stream(first.getSuppressed())
                        .map(NightmaskException.class::cast)
                        .map(NightmaskException::failure)
                        .toList());
    }

    @Test
    void serverThatIsGoneForGoodEndsTheUpload() {
        proxy.script(Upload.part(2), new Fault.Dead(), 100);
        proxy.script(line -> proxy.count(Upload.part(2)) > 0, new Fault.Dead(), 100);
        NightmaskException first = assertFails(Failure.STORE_UNREACHABLE, store);
        assertEquals(1, first.getSuppressed().length);
    }

    private void assertIsSatOut(Fault fault, Predicate<String> requests, ObjectStore at) throws IOException {
        proxy.script(requests, fault, 1);
        byte[] sent = Upload.parts(3, at);
        assertEquals(0, proxy.faultsLeft());
        try (InputStream in = at.open(Upload.KEY, 0)) {
            assertArrayEquals(sent, in.readAllBytes());
        }
        assertEquals(List.of(), stores.leftovers(at));
    }

    private static NightmaskException assertFails(Failure failure, ObjectStore at) {
        NightmaskException e = assertThrows(NightmaskException.class, () -> Upload.parts(6, at));
        assertEquals(failure, e.failure());
        assertNull(e.getCause());
        String sentence = e.problems().getFirst().sentence();
        assertTrue(sentence.contains(at.name() + "/" + Upload.KEY), sentence);
        assertFalse(sentence.contains("planted"), sentence);
        return e;
    }

    private static void assertIsClean(ObjectStore at) {
        assertEquals(List.of(), at.keys(""));
        assertEquals(List.of(), stores.leftovers(at));
    }

    private static Patience patience(Duration each) {
        return new Patience(ATTEMPTS, each, Duration.ofMinutes(2), Duration.ofMillis(1));
    }
}
