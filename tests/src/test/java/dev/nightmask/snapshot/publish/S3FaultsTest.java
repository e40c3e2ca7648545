package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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

    /// Long enough for a request that is answered at once on a machine with other things to do.
    private static final Patience SHORT =
            new Patience(ATTEMPTS, Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofMillis(1));

    private static FreshStores stores;

    private final FaultyProxy proxy;
    private final ObjectStore store;

    S3FaultsTest() throws IOException {
        proxy = new FaultyProxy(stores.endpoint());
        store = stores.bucket(proxy.endpoint(), SHORT);
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
        proxy.script(requests, fault, 1);
        byte[] sent = Upload.parts(3, store);
        assertEquals(0, proxy.faultsLeft());
        assertArrayEquals(sent, content());
        assertEquals(List.of(), stores.leftovers(store));
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
                        new Fault.Cut(20),
                        new Fault.Silence(),
                        new Fault.Muted(new CountDownLatch(1)))
                .flatMap(fault -> Stream.of(Upload.BEGIN, Upload.part(2), Upload.COMPLETE)
                        .map(requests -> arguments(fault, requests)));
    }

    @Test
    void errorInAnAnswerThatBeganAsASuccessIsSatOutToo() throws IOException {
        whatPassesIsSatOut(new Fault.Answer(200, "InternalError"), Upload.COMPLETE);
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void whatStaysEndsTheUploadWithItsName(Failure failure, Fault fault, Predicate<String> requests, int attempts)
            throws IOException {
        proxy.script(requests, fault, 100);
        assertFails(failure);
        assertEquals(attempts, proxy.count(requests));
        assertEquals(List.of(), store.keys(""));
        assertEquals(List.of(), stores.leftovers(store));
    }

    static Stream<Arguments> lastingFaults() {
        return Stream.of(
                arguments(Failure.STORE_BUSY, new Fault.Answer(503, "SlowDown"), Upload.part(2), ATTEMPTS),
                arguments(Failure.STORE_BUSY, new Fault.Answer(503, "SlowDown"), Upload.COMPLETE, ATTEMPTS),
                arguments(Failure.STORE_BUSY, new Fault.Answer(200, "InternalError"), Upload.COMPLETE, ATTEMPTS),
                arguments(Failure.STORE_SILENT, new Fault.Silence(), Upload.part(2), ATTEMPTS),
                arguments(Failure.STORE_SILENT, new Fault.Silence(), Upload.BEGIN, 3),
                arguments(Failure.STORE_UNREACHABLE, new Fault.Dead(), Upload.part(3), ATTEMPTS),
                arguments(Failure.STORE_UNREACHABLE, new Fault.Cut(0), Upload.BEGIN, 3),
                arguments(Failure.STORE_CORRUPTED, new Fault.Answer(400, "BadDigest"), Upload.part(1), ATTEMPTS),
                arguments(Failure.STORE_CORRUPTED, new Fault.Answer(400, "InvalidPart"), Upload.COMPLETE, 1),
                arguments(Failure.STORE_DENIED, new Fault.Answer(403, "AccessDenied"), Upload.part(2), 1),
                arguments(Failure.STORE_DENIED, new Fault.Answer(403, "AccessDenied"), Upload.BEGIN, 1),
                arguments(Failure.STORE_UNWRITABLE, new Fault.Answer(507, "StorageFull"), Upload.part(2), 1));
    }

    @Test
    void serverThatDiesInTheMiddleAndComesBackIsLeftClean() throws IOException {
        proxy.script(Upload.part(3), new Fault.Dead(), 100);
        proxy.script(Upload.ABORT, new Fault.Dead(), ATTEMPTS - 1);
        assertFails(Failure.STORE_UNREACHABLE);
        assertEquals(99 - ATTEMPTS + 1, proxy.faultsLeft());
        assertEquals(List.of(), store.keys(""));
        assertEquals(List.of(), stores.leftovers(store));
    }

    @Test
    void firstFailureIsToldAndWhatFailsAfterItIsSuppressed() {
        proxy.script(Upload.part(2), new Fault.Answer(404, "NoSuchBucket"), 1);
        proxy.script(Upload.ABORT, new Fault.Answer(403, "AccessDenied"), 1);
        NightmaskException first = assertFails(Failure.STORE_MISSING);
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
        NightmaskException first = assertFails(Failure.STORE_UNREACHABLE);
        assertEquals(1, first.getSuppressed().length);
    }

    private NightmaskException assertFails(Failure failure) {
        NightmaskException e = assertThrows(NightmaskException.class, () -> Upload.parts(6, store));
        assertEquals(failure, e.failure());
        assertNull(e.getCause());
        String sentence = e.problems().getFirst().sentence();
        assertTrue(sentence.contains(store.name() + "/" + Upload.KEY), sentence);
        return e;
    }

    private byte[] content() throws IOException {
        try (InputStream in = store.open(Upload.KEY, 0)) {
            return in.readAllBytes();
        }
    }
}
