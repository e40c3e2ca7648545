package dev.nightmask.snapshot.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.archive.ArchiveDigest;
import dev.nightmask.snapshot.publish.FaultyProxy;
import dev.nightmask.snapshot.publish.FreshStores;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Manifests;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.SecretUrl;
import dev.nightmask.snapshot.publish.Snapshots;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PullTest {
    private static final int SIZE = 3_000_000;
    private static final byte[] ARCHIVE = SmallArchives.random(SIZE, 1);
    private static final String ID = "20261121T020000Z-7f3a91";

    private static FreshStores stores;

    private final Path home;
    private final Path output;
    private final CountingProgress progress = new CountingProgress();
    private final Pull pull = new Pull(SmallArchives::check, progress, Clock.systemUTC());

    PullTest(@TempDir Path home) {
        this.home = home;
        this.output = home.resolve("pulled.dump");
    }

    @BeforeAll
    static void start(@TempDir Path shared) {
        stores = new FreshStores(shared);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @ParameterizedTest
    @EnumSource
    void archiveIsPulledFromItsStore(FreshStores.Kind kind) throws IOException {
        try (ObjectStore store = stores.open(kind)) {
            Manifest manifest = SmallArchives.publish(store, ID, ARCHIVE);
            pull.fromStore(new Snapshots(store), manifest, output);
        }
        assertPulled(ARCHIVE);
        assertEquals(SIZE, progress.bytes);
    }

    @Test
    void archiveIsPulledByLink() throws IOException {
        try (ObjectStore store = stores.open(FreshStores.Kind.BUCKET)) {
            pull.fromLink(link(store, ARCHIVE), output);
        }
        assertPulled(ARCHIVE);
    }

    @Test
    void fileThatExistsIsLeftAlone() throws IOException {
        Files.writeString(output, "mine");
        try (ObjectStore store = stores.open(FreshStores.Kind.BUCKET)) {
            SecretUrl link = link(store, ARCHIVE);
            assertFails(Failure.OUTPUT_EXISTS, () -> pull.fromLink(link, output));
        }
        assertEquals("mine", Files.readString(output));
        assertEquals(List.of("pulled.dump"), files());
    }

    @Test
    void directoryThatIsMissingIsNamed() throws IOException {
        try (ObjectStore store = stores.open(FreshStores.Kind.BUCKET)) {
            SecretUrl link = link(store, ARCHIVE);
            assertFails(Failure.OUTPUT_UNWRITABLE, () -> pull.fromLink(link, home.resolve("no/such/file")));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void downloadThatIsCutGoesOnWhereItEnded(boolean byLink) throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(stores.endpoint());
                ObjectStore store = stores.bucket(proxy.endpoint())) {
            Manifest manifest = SmallArchives.publish(store, ID, ARCHIVE);
            SecretUrl link = link(store, manifest);
            proxy.cutAnswers(line -> line.startsWith("GET"), 1_000_000, 2);
            if (byLink) {
                pull.fromLink(link, output);
            } else {
                pull.fromStore(new Snapshots(store), manifest, output);
            }
            assertEquals(0, proxy.faultsLeft());
        }
        assertPulled(ARCHIVE);
        assertEquals(SIZE, progress.bytes, "no byte is sent twice");
    }

    @Test
    void interruptedPullIsContinuedByAnotherLink() throws IOException {
        try (ObjectStore store = stores.open(FreshStores.Kind.BUCKET)) {
            Manifest manifest = SmallArchives.publish(store, ID, ARCHIVE);
            pullUntilInterrupted(link(store, manifest));
            long arrived = Files.size(home.resolve("pulled.dump.part"));
            assertFalse(Files.readString(home.resolve("pulled.dump.part.etag")).contains("X-Amz"));
            pull.fromLink(link(store, manifest), output);
            assertEquals(arrived - 1, progress.firstStep, "all but the last byte is kept");
        }
        assertPulled(ARCHIVE);
    }

    @Test
    void partOfAnotherArchiveIsNotContinued() throws IOException {
        byte[] another = SmallArchives.random(SIZE + 7, 2);
        try (ObjectStore store = stores.open(FreshStores.Kind.BUCKET);
                ObjectStore second = stores.open(FreshStores.Kind.BUCKET)) {
            pullUntilInterrupted(link(store, ARCHIVE));
            pull.fromLink(link(second, another), output);
            assertEquals(another.length, progress.bytes);
            assertTrue(progress.firstStep < 1_000_000, "it begins at the start");
        }
        assertPulled(another);
    }

    @Test
    void partThatIsWholeIsOnlyVerified() throws IOException {
        try (ObjectStore store = stores.open(FreshStores.Kind.BUCKET)) {
            Manifest manifest = SmallArchives.publish(store, ID, ARCHIVE);
            Pull killed = new Pull(PullTest::killed, Progress.none(), Clock.systemUTC());
            assertThrows(IllegalStateException.class, () -> killed.fromLink(link(store, manifest), output));
            pull.fromLink(link(store, manifest), output);
            assertEquals(SIZE - 1, progress.firstStep, "all but the last byte is kept");
        }
        assertPulled(ARCHIVE);
    }

    @Test
    void archiveThatIsNotTheManifestsIsRemoved() throws IOException {
        try (ObjectStore store = stores.open(FreshStores.Kind.BUCKET)) {
            Manifest manifest = SmallArchives.publish(store, ID, ARCHIVE);
            ArchiveDigest other = SmallArchives.digest(SmallArchives.random(SIZE, 2));
            Manifest forged = Manifests.of(manifest.id(), other);
            assertFails(Failure.ARCHIVE_DAMAGED, () -> pull.fromStore(new Snapshots(store), forged, output));
        }
        assertEquals(List.of(), files());
    }

    @Test
    void damagedArchiveIsRemoved() throws IOException {
        byte[] damaged = ARCHIVE.clone();
        damaged[SIZE - 1] ^= 1;
        try (ObjectStore store = stores.open(FreshStores.Kind.BUCKET)) {
            SecretUrl link = link(store, damaged);
            assertFails(Failure.ARCHIVE_DAMAGED, () -> pull.fromLink(link, output));
        }
        assertEquals(List.of(), files());
    }

    @Test
    void linkThatWasChangedIsRefused() throws IOException {
        try (ObjectStore store = stores.open(FreshStores.Kind.BUCKET)) {
            String link = link(store, ARCHIVE).reveal().toString();
            SecretUrl changed = SecretUrl.parse(link.replace("X-Amz-Expires=180", "X-Amz-Expires=999"));
            assertFails(Failure.LINK_REFUSED, () -> pull.fromLink(changed, output));
        }
        assertEquals(List.of(), files());
    }

    @Test
    void serverThatDoesNotAnswerIsUnreachable() throws IOException {
        SecretUrl link;
        try (FaultyProxy proxy = new FaultyProxy(stores.endpoint());
                ObjectStore store = stores.bucket(proxy.endpoint())) {
            link = link(store, ARCHIVE);
        }
        assertFails(Failure.LINK_UNREACHABLE, () -> pull.fromLink(link, output));
        assertEquals(List.of(), files());
    }

    @Test
    void redirectIsNotFollowed() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", stores.endpoint().toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/archive";
            assertFails(Failure.LINK_REFUSED, () -> pull.fromLink(SecretUrl.parse(url), output));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatIsNoArchiveOfNightmaskIsRemoved() throws IOException {
        Pull real = new Pull(Progress.none(), Clock.systemUTC());
        try (ObjectStore store = stores.open(FreshStores.Kind.BUCKET)) {
            SecretUrl link = link(store, ARCHIVE);
            assertFails(Failure.ARCHIVE_FORMAT, () -> real.fromLink(link, output));
        }
        assertEquals(List.of(), files());
    }

    private void pullUntilInterrupted(SecretUrl link) {
        Progress interrupting = new Progress() {
            private long bytes;

            @Override
            public void stage(String name, long totalBytes) {}

            @Override
            public void advance(long rows, long more) {
                bytes += more;
                if (bytes > 1_000_000) {
                    throw new IllegalStateException("interrupted");
                }
            }
        };
        Pull interrupted = new Pull(SmallArchives::check, interrupting, Clock.systemUTC());
        assertThrows(IllegalStateException.class, () -> interrupted.fromLink(link, output));
    }

    private static ArchiveDigest killed(InputStream in) {
        throw new IllegalStateException("killed");
    }

    private static SecretUrl link(ObjectStore store, byte[] archive) {
        return link(store, SmallArchives.publish(store, ID, archive));
    }

    private static SecretUrl link(ObjectStore store, Manifest manifest) {
        return new Links(store, Clock.systemUTC(), new SecureRandom())
                .make(manifest, Links.MAX_LIFE, new HandOut.Asker("alex", "here"))
                .url();
    }

    private void assertPulled(byte[] archive) throws IOException {
        assertArrayEquals(archive, Files.readAllBytes(output));
        assertEquals(List.of("pulled.dump"), files());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static void assertFails(Failure failure, Executable step) {
        NightmaskException e = assertThrows(NightmaskException.class, step);
        assertEquals(failure, e.failure());
        assertNull(e.getCause());
        assertFalse(e.problems().getFirst().sentence().contains("X-Amz"), "the message holds the link");
    }

    /// Counts the bytes of the stage `pull`.
    private static final class CountingProgress implements Progress {
        private long bytes;
        private long firstStep = -1;

        @Override
        public void stage(String name, long totalBytes) {}

        @Override
        public void advance(long rows, long more) {
            bytes += more;
            firstStep = firstStep < 0 ? more : firstStep;
        }
    }
}
