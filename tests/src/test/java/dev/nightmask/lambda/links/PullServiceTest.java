package dev.nightmask.lambda.links;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.link.Grant;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.link.LinkService;
import dev.nightmask.snapshot.link.Wish;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The developer's side and the function's, with AWS's check of signatures between them.
class PullServiceTest {
    private static final String ARN = "arn:aws:sts::123456789012:assumed-role/Developer/alex";

    private final Office office;
    private final FunctionUrl pull;

    PullServiceTest(@TempDir Path home) {
        office = new Office(home, Office.Options.usual().with(3));
        pull = new FunctionUrl(new PullHandler(office.wiring()), new SignedCaller("AKIDEXAMPLE", "planted/key", ARN));
    }

    @BeforeEach
    void signIn() {
        identity("planted/key");
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        pull.close();
        office.close();
    }

    private static void identity(String key) {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", key);
    }

    @Test
    void developerGetsALinkByTheirOwnIdentity() {
        Grant grant = service().ask(new Wish("", ""));
        assertEquals(Office.LATEST, grant.snapshot().text());
        assertArrayEquals(
                Office.ARCHIVE,
                office.send(HttpRequest.newBuilder(URI.create(grant.url())), HttpResponse.BodyHandlers.ofByteArray())
                        .body());
        HandOut record = office.handOuts().getFirst();
        assertEquals(new HandOut.Asker(ARN, "127.0.0.1"), record.asker());
        assertEquals(HandOut.Kind.PRESIGNED, record.kind());
        assertEquals(record.expiresAt(), grant.expiresAt());
        assertFalse((office.log() + grant).contains("X-Amz"));
        assertTrue(office.log().contains(ARN));
    }

    @Test
    void snapshotAndDatabaseCanBeNamed() {
        assertEquals(
                Office.EARLIER,
                service().ask(new Wish(Office.EARLIER, "")).snapshot().text());
        assertEquals(
                Office.LATEST, service().ask(new Wish("", "shop")).snapshot().text());
    }

    @Test
    void whatCannotBeGivenIsTheSameFailureHere() {
        assertFails(Failure.SNAPSHOT_MISSING, new Wish("20261119T020000Z-7f3a91", ""));
        assertFails(Failure.SNAPSHOT_MISSING, new Wish("", "other"));
        assertFails(Failure.SNAPSHOT_ID, new Wish("nonsense", ""));
        assertFails(Failure.SNAPSHOT_NAME, new Wish("", "no/name"));
        assertEquals(0, office.handOuts().size());
    }

    @Test
    void fourthLinkOfAnHourIsRefused() {
        for (int i = 0; i < 3; i++) {
            service().ask(new Wish("", ""));
        }
        assertFails(Failure.RATE_LIMITED, new Wish("", ""));
    }

    @Test
    void whoHasNoIdentityOrAnotherIsRefused() {
        identity("another/key");
        assertFails(Failure.CALLER_REFUSED, new Wish("", ""));
        assertEquals(
                403,
                office.send(HttpRequest.newBuilder(pull.at("/")).POST(BodyPublishers.ofString("{}")))
                        .statusCode());
        assertEquals(0, office.handOuts().size());
    }

    @Test
    void functionThatWasLeftOpenGivesNothing() {
        try (FunctionUrl open = new FunctionUrl(new PullHandler(office.wiring()), FunctionUrl.Gate.open())) {
            String wish = "{\"snapshot\":\"\",\"name\":\"\"}";
            HttpResponse<String> answer =
                    office.send(HttpRequest.newBuilder(open.at("/")).POST(BodyPublishers.ofString(wish)));
            assertEquals(403, answer.statusCode());
            assertEquals(0, office.handOuts().size());
        }
    }

    @Test
    void bodyThatIsNoWishIsRefused() {
        try (FunctionUrl signed =
                new FunctionUrl(new PullHandler(office.wiring()), (exchange, body) -> java.util.Optional.of(ARN))) {
            for (String body : new String[] {"", "[]", "{\"name\":\"\"}", "{\"name\":1,\"snapshot\":\"\"}"}) {
                assertEquals(
                        400,
                        office.send(HttpRequest.newBuilder(signed.at("/")).POST(BodyPublishers.ofString(body)))
                                .statusCode(),
                        body);
            }
        }
    }

    @Test
    void addressThatIsNoneIsNamedByItsOptionAndNotRepeated() {
        NightmaskException refused =
                assertThrows(NightmaskException.class, () -> LinkService.at("ftp://planted", Map.of()));
        assertEquals(
                "the link is not one that a server takes: --service",
                refused.problems().getFirst().sentence());
    }

    private LinkService service() {
        return LinkService.at(pull.at("/").toString(), Map.of("AWS_REGION", "eu-west-1"));
    }

    private void assertFails(Failure failure, Wish wish) {
        NightmaskException refused =
                assertThrows(NightmaskException.class, () -> service().ask(wish));
        assertEquals(failure, refused.failure());
    }
}
