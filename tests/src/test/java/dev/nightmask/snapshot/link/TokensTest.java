package dev.nightmask.snapshot.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.link.HandOut.Asker;
import dev.nightmask.snapshot.link.HandOut.Deed;
import dev.nightmask.snapshot.link.HandOut.State;
import dev.nightmask.snapshot.link.Links.Ticket;
import dev.nightmask.snapshot.publish.Deletion.Selection;
import dev.nightmask.snapshot.publish.FreshStores;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.SecretUrl;
import dev.nightmask.snapshot.publish.Snapshots;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final byte[] ARCHIVE = SmallArchives.random(10_000, 1);
    private static final Asker ALEX = new Asker("T1/U1", "C1");
    private static final String NETWORK = "198.51.100.7";

    private static FreshStores stores;
    private static ObjectStore store;
    private static Manifest snapshot;

    private final Instant now = Instant.now();

    @BeforeAll
    static void start(@TempDir Path home) {
        stores = new FreshStores(home);
        store = stores.open(FreshStores.Kind.BUCKET);
        snapshot = SmallArchives.publish(store, "20261121T020000Z-7f3a91", ARCHIVE);
    }

    @AfterAll
    static void stop() {
        store.close();
        stores.close();
    }

    @Test
    void tokenIsRedeemedOnceForTheArchive() throws Exception {
        Ticket ticket = at(0).issue(snapshot, ALEX);
        assertArrayEquals(ARCHIVE, get(at(1).redeem(ticket.token(), NETWORK)).body());
        assertFails(Failure.LINK_SPENT, ticket, 2);
        HandOut record = at(2).look(ticket.token()).orElseThrow();
        assertEquals(State.REDEEMED, record.state(now));
        assertEquals(ALEX, record.asker());
        assertEquals(
                now.plusSeconds(1), record.step(Deed.REDEEMED).orElseThrow().at());
        assertEquals(NETWORK, record.step(Deed.REDEEMED).orElseThrow().by());
    }

    @Test
    void urlOfATokenThatIsRedeemedInItsLastSecondIsRefusedSoonAfter() throws Exception {
        Ticket ticket = at(0).issue(snapshot, ALEX);
        SecretUrl url = at(179).redeem(ticket.token(), NETWORK);
        assertArrayEquals(ARCHIVE, get(url).body(), "there is time to follow");
        Instant end = LinkExpiry.of(url.reveal()).orElseThrow();
        Thread.sleep(Duration.between(Instant.now(), end).plusMillis(1_500));
        assertEquals(403, get(url).statusCode());
    }

    @ParameterizedTest
    @ValueSource(ints = {180, 181, 3_600})
    void tokenIsDeadAfterThreeMinutes(int age) {
        Ticket ticket = at(0).issue(snapshot, ALEX);
        assertFails(Failure.LINK_EXPIRED, ticket, age);
        assertEquals(State.EXPIRED, at(age).look(ticket.token()).orElseThrow().state(now.plusSeconds(age)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 119, 120, 121, 150, 174, 176, 179})
    void noUrlOutlivesAMinuteNorItsTokenByMoreThanItTakesToFollow(int age) {
        Ticket ticket = at(0).issue(snapshot, ALEX);
        String query = at(age).redeem(ticket.token(), NETWORK).reveal().getQuery();
        assertTrue(query.contains("X-Amz-Expires=" + Math.clamp(180 - age, 5, 60) + "&"), "at " + age);
    }

    @Test
    void ofAThousandRacingRedemptionsOneSucceeds() throws Exception {
        Ticket ticket = at(0).issue(snapshot, ALEX);
        Links links = at(1);
        Semaphore connections = new Semaphore(64); // The server's threads are not endless.
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> racers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int racer = 0; racer < 1_000; racer++) {
                racers.add(threads.submit(() -> {
                    start.await();
                    connections.acquire();
                    try {
                        links.redeem(ticket.token(), NETWORK);
                        return true;
                    } catch (NightmaskException e) {
                        assertEquals(Failure.LINK_SPENT, e.failure());
                        return false;
                    } finally {
                        connections.release();
                    }
                }));
            }
            start.countDown();
        }
        int winners = 0;
        for (Future<Boolean> racer : racers) {
            winners += racer.get() ? 1 : 0;
        }
        assertEquals(1, winners);
        assertEquals(1, at(2).look(ticket.token()).orElseThrow().steps().size());
    }

    @Test
    void revokedTokenIsRedeemedByNobody() {
        Ticket ticket = at(0).issue(snapshot, ALEX);
        HandOuts handOuts = handOuts(1);
        HandOut revoked = handOuts.revoke(ticket.handOut().id().substring(0, 8), "kim");
        assertEquals("kim", revoked.step(Deed.REVOKED).orElseThrow().by());
        assertEquals(revoked, handOuts.revoke(ticket.handOut().id(), "alex"), "it is revoked once");
        assertFails(Failure.LINK_REVOKED, ticket, 2);
    }

    @Test
    void idThatNoLinkHasIsRevokedByNobody() {
        for (String id : List.of("", "zz", "0".repeat(64), "0123456", "../latest", "00000000")) {
            NightmaskException refused =
                    assertThrows(NightmaskException.class, () -> handOuts(0).revoke(id, "kim"));
            assertEquals(Failure.LINK_UNKNOWN, refused.failure(), id);
        }
    }

    @Test
    void everyHandOutIsRecordedNewestFirst() {
        try (ObjectStore own = stores.open(FreshStores.Kind.BUCKET)) {
            Links early = new Links(own, clock(-7_200), new SecureRandom());
            Links late = new Links(own, clock(0), new SecureRandom());
            early.issue(snapshot, ALEX);
            HandOut token = late.issue(snapshot, ALEX).handOut();
            HandOut url = early.make(snapshot, Links.MAX_LIFE, ALEX).handOut();
            HandOuts handOuts = new HandOuts(own, clock(0), new SecureRandom());
            assertEquals(3, handOuts.since(Instant.EPOCH).size());
            assertEquals(token, handOuts.since(Instant.EPOCH).getFirst());
            assertTrue(handOuts.since(Instant.EPOCH).contains(url));
            assertEquals(List.of(token), handOuts.since(now.minusSeconds(3_600)));
        }
    }

    @Test
    void recordThatIsDamagedIsNamed() {
        try (ObjectStore own = stores.open(FreshStores.Kind.BUCKET)) {
            new Links(own, clock(0), new SecureRandom()).issue(snapshot, ALEX);
            own.writeIf("links/" + "0".repeat(64) + ".json", "{}".getBytes(StandardCharsets.UTF_8), null);
            HandOuts handOuts = new HandOuts(own, clock(0), new SecureRandom());
            NightmaskException broken = assertThrows(NightmaskException.class, () -> handOuts.since(Instant.EPOCH));
            assertEquals(Failure.MANIFEST_FORMAT, broken.failure());
            assertTrue(broken.toString().contains("links/0000"), broken.toString());
        }
    }

    @Test
    void storeHoldsNothingThatRedeems() {
        try (ObjectStore own = stores.open(FreshStores.Kind.BUCKET)) {
            Links links = new Links(own, clock(0), new SecureRandom());
            Ticket ticket = links.issue(snapshot, ALEX);
            Link link = links.make(snapshot, Links.MAX_LIFE, ALEX);
            String stored = own.keys("links/").stream()
                    .map(key -> key + new String(own.read(key).orElseThrow().body(), StandardCharsets.UTF_8))
                    .reduce("", String::concat);
            assertTrue(stored.contains(ticket.token().id()), "the search finds what is there");
            assertFalse(stored.contains(ticket.token().reveal()));
            assertFalse(stored.contains("X-Amz"));
            assertEquals("***", ticket.token().toString());
            assertFalse(ticket.toString().contains(ticket.token().reveal()));
            assertEquals("***", link.toString());
        }
    }

    @Test
    void tokenOutlivesADeletedSnapshotUnspent() {
        try (ObjectStore own = stores.open(FreshStores.Kind.BUCKET)) {
            Manifest doomed = SmallArchives.publish(own, "20261120T020000Z-7f3a91", ARCHIVE);
            Links links = new Links(own, clock(0), new SecureRandom());
            Ticket ticket = links.issue(doomed, ALEX);
            Snapshots snapshots = new Snapshots(own);
            snapshots.delete(snapshots.plan(new Selection.One(doomed.id()), unused -> true));
            NightmaskException refused =
                    assertThrows(NightmaskException.class, () -> links.redeem(ticket.token(), NETWORK));
            assertEquals(Failure.SNAPSHOT_MISSING, refused.failure());
            assertEquals(State.OPEN, links.look(ticket.token()).orElseThrow().state(now));
        }
    }

    @Test
    void directoryHandsOutNoTokens() {
        try (ObjectStore directory = stores.open(FreshStores.Kind.DIRECTORY)) {
            Links links = new Links(directory, clock(0), new SecureRandom());
            NightmaskException refused = assertThrows(NightmaskException.class, () -> links.issue(snapshot, ALEX));
            assertEquals(Failure.LINK_UNSUPPORTED, refused.failure());
            assertEquals(List.of(), directory.keys("links/"));
        }
    }

    @Test
    void tokensHave256BitsAndOneSpelling() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            LinkToken token = LinkToken.next(new SecureRandom());
            assertEquals(43, token.reveal().length());
            assertTrue(seen.add(token.reveal()));
            assertEquals(
                    token.id(), LinkToken.parse(token.reveal()).orElseThrow().id());
        }
        String good = seen.iterator().next();
        for (String bad : List.of(
                "", good + "A", good.substring(1), good.substring(0, 42) + "B", good.replace(good.charAt(0), '/'))) {
            assertTrue(LinkToken.parse(bad).isEmpty());
        }
    }

    private void assertFails(Failure failure, Ticket ticket, int age) {
        NightmaskException refused =
                assertThrows(NightmaskException.class, () -> at(age).redeem(ticket.token(), NETWORK));
        assertEquals(failure, refused.failure());
    }

    private Links at(long seconds) {
        return new Links(store, clock(seconds), new SecureRandom());
    }

    private HandOuts handOuts(long seconds) {
        return new HandOuts(store, clock(seconds), new SecureRandom());
    }

    private Clock clock(long seconds) {
        return Clock.fixed(now.plusSeconds(seconds), ZoneOffset.UTC);
    }

    private static HttpResponse<byte[]> get(SecretUrl url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url.reveal()).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
