package dev.nightmask.snapshot.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.link.HandOut.Asker;
import dev.nightmask.snapshot.publish.FreshStores;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private static final byte[] ARCHIVE = SmallArchives.random(10_000, 1);
    private static final Asker ALEX = new Asker("alex", "here");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final FreshStores stores;
    private final Path home;
    private final ObjectStore bucket;
    private final Manifest snapshot;
    private final Links links;

    LinksTest(@TempDir Path home) {
        this.home = home;
        stores = new FreshStores(home);
        bucket = stores.open(FreshStores.Kind.BUCKET);
        snapshot = SmallArchives.publish(bucket, "20261121T020000Z-7f3a91", ARCHIVE);
        links = new Links(bucket, Clock.fixed(NOON, ZoneOffset.UTC), new SecureRandom());
    }

    @AfterEach
    void stop() {
        bucket.close();
        stores.close();
    }

    @Test
    void linkDownloadsTheArchiveWithoutCredentialsAnyNumberOfTimes() throws Exception {
        Link link = links.make(snapshot, Links.MAX_LIFE, ALEX);
        for (int time = 0; time < 3; time++) {
            HttpResponse<byte[]> response = get(link);
            assertEquals(200, response.statusCode());
            assertArrayEquals(ARCHIVE, response.body());
            assertEquals(
                    Optional.of("attachment; filename=\"nightmask-20261121T020000Z-7f3a91.dump\""),
                    response.headers().firstValue("Content-Disposition"));
            assertEquals(
                    Optional.of("application/octet-stream"), response.headers().firstValue("Content-Type"));
        }
    }

    @Test
    void linkIsRefusedOnceItHasExpired() throws Exception {
        Link link = links.make(snapshot, Duration.ofSeconds(1), ALEX);
        Thread.sleep(Duration.between(Instant.now(), link.handOut().expiresAt()).plusMillis(1_500));
        assertEquals(403, get(link).statusCode());
        Pull pull = new Pull(SmallArchives::check, Progress.none(), Clock.systemUTC());
        NightmaskException refused =
                assertThrows(NightmaskException.class, () -> pull.fromLink(link.url(), home.resolve("pulled.dump")));
        assertEquals(Failure.LINK_EXPIRED, refused.failure());
        assertFalse(Files.exists(home.resolve("pulled.dump.part")));
    }

    @Test
    void linkKnowsWhoAskedAndWhenItEnds() {
        Link link = links.make(snapshot, Duration.ofMillis(90_999), ALEX);
        assertEquals(ALEX, link.handOut().asker());
        assertEquals(NOON, link.handOut().askedAt());
        assertEquals(snapshot.id(), link.handOut().snapshot());
        assertEquals(
                LinkExpiry.of(link.url().reveal()), Optional.of(link.handOut().expiresAt()));
    }

    @Test
    void linkPrintsAsStars() {
        Link link = links.make(snapshot, Links.MAX_LIFE, ALEX);
        assertEquals("***", link.toString());
        assertEquals("***", link.url().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0S", "PT0.999S", "PT3M0.001S", "PT24H"})
    void noOtherLifeIsGiven(Duration life) {
        NightmaskException refused = assertThrows(NightmaskException.class, () -> links.make(snapshot, life, ALEX));
        assertEquals(Failure.LINK_LIFETIME, refused.failure());
    }

    @Test
    void directoryMakesNoLinks() {
        try (ObjectStore directory = stores.open(FreshStores.Kind.DIRECTORY)) {
            Links none = new Links(directory, Clock.systemUTC(), new SecureRandom());
            NightmaskException refused =
                    assertThrows(NightmaskException.class, () -> none.make(snapshot, Links.MAX_LIFE, ALEX));
            assertEquals(Failure.LINK_UNSUPPORTED, refused.failure());
        }
    }

    private static HttpResponse<byte[]> get(Link link) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(link.url().reveal()).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
