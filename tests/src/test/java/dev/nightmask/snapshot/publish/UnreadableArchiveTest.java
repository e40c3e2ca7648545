package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An upload by somebody who may write archives and list them, but not read them, as the nightly function on AWS.
class UnreadableArchiveTest {
    private static FreshStores stores;

    private final FaultyProxy proxy;
    private final ObjectStore store;

    UnreadableArchiveTest() throws IOException {
        proxy = new FaultyProxy(stores.endpoint());
        store = stores.bucket(proxy.endpoint(), S3Settings.Patience.usual());
        proxy.script(UnreadableArchiveTest::isLook, new Fault.Answer(403, "AccessDenied"), 100);
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
    @ValueSource(ints = {1, 3})
    void isWrittenAndCheckedByTheListInstead(int parts) throws IOException {
        byte[] sent = Upload.parts(parts, store);
        assertTrue(proxy.count(UnreadableArchiveTest::isLook) >= 1, "nobody looked");
        assertEquals(1, proxy.count(UnreadableArchiveTest::isList));
        try (InputStream in = store.open(Upload.KEY, 0)) {
            assertArrayEquals(sent, in.readAllBytes());
        }
    }

    /// The request is repeated, and S3 answers it again.
    @Test
    void isWrittenAlsoWhenTheLastAnswerWasLost() throws IOException {
        proxy.cutAnswers(Upload.COMPLETE, 0, 1);
        byte[] sent = Upload.parts(3, store);
        assertEquals(2, proxy.count(Upload.COMPLETE));
        try (InputStream in = store.open(Upload.KEY, 0)) {
            assertArrayEquals(sent, in.readAllBytes());
        }
    }

    @Test
    void isAFailureWhereNotEvenTheListMayBeRead() {
        proxy.script(UnreadableArchiveTest::isList, new Fault.Answer(403, "AccessDenied"), 100);
        NightmaskException denied = assertThrows(NightmaskException.class, () -> Upload.parts(3, store));
        assertEquals(Failure.STORE_DENIED, denied.failure());
    }

    private static boolean isLook(String line) {
        return line.startsWith("HEAD ") && line.contains(Upload.KEY);
    }

    private static boolean isList(String line) {
        return line.startsWith("GET ") && line.contains("list-type=2");
    }
}
