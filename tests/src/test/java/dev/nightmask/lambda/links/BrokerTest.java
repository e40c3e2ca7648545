package dev.nightmask.lambda.links;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.link.BrokerLink;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.link.HandOut.State;
import dev.nightmask.snapshot.link.HandOuts;
import dev.nightmask.snapshot.link.LinkToken;
import dev.nightmask.snapshot.publish.SecretUrl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerTest {
    private static Office office;

    @BeforeAll
    static void start(@TempDir Path home) {
        office = new Office(home, Office.Options.usual());
    }

    @AfterAll
    static void stop() {
        office.close();
    }

    /// As they announce themselves when they look at a link before a person does.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                "Slack-ImgProxy (+https://api.slack.com/robots)",
                "Slackbot 1.0 (+https://api.slack.com/robots)",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "Twitterbot/1.0",
                "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
                "WhatsApp/2.23.20.0",
                "TelegramBot (like TwitterBot)",
                "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
                "SkypeUriPreview Preview/0.5",
                "Mozilla/5.0 (Windows NT 10.0) Microsoft Teams LinkPreview",
                "Mozilla/5.0 (compatible; MSIE 10.0) Microsoft Office Outlook SafeLinks",
                "Mozilla/5.0 (compatible; Barracuda Sentinel)",
                "Mozilla/5.0 (compatible; proofpoint urldefense)",
                "Mimecast-URL-Protect",
                "GoogleImageProxy",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "Iframely/1.3.1 (+https://iframely.com/docs/about)",
                "curl/8.5.0"
            })
    void prefetcherBurnsNothingAndSeesNoUrl(String agent) {
        URI link = office.link();
        for (String method : List.of("HEAD", "GET", "GET", "HEAD")) {
            HttpResponse<String> seen = office.send(
                    HttpRequest.newBuilder(link).header("User-Agent", agent).method(method, BodyPublishers.noBody()));
            assertEquals(200, seen.statusCode());
            assertFalse((seen.body() + seen.headers().map()).contains("X-Amz"));
            assertFalse((seen.body() + seen.headers().map()).contains("archive.dump"));
        }
        assertEquals(List.of(), record(link).steps());
        assertEquals(303, post(link).statusCode(), "it is as good as before");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 179})
    void linkWorksWithinThreeMinutes(int age) {
        URI link = office.link();
        office.wait(Duration.ofSeconds(age));
        HttpResponse<String> redeemed = post(link);
        assertEquals(303, redeemed.statusCode());
        URI url = URI.create(redeemed.headers().firstValue("Location").orElseThrow());
        assertArrayEquals(
                Office.ARCHIVE,
                office.send(HttpRequest.newBuilder(url), HttpResponse.BodyHandlers.ofByteArray())
                        .body());
    }

    @ParameterizedTest
    @ValueSource(ints = {180, 181, 100_000})
    void linkIsDeadAfterThreeMinutes(int age) {
        URI link = office.link();
        office.wait(Duration.ofSeconds(age));
        assertClosed(post(link), 410, "LINK_EXPIRED", "This link has expired");
        assertClosed(get(link), 410, "LINK_EXPIRED", "This link has expired");
        assertEquals(List.of(), record(link).steps());
    }

    @Test
    void linkWorksOnce() {
        URI link = office.link();
        assertEquals(303, post(link).statusCode());
        assertClosed(post(link), 410, "LINK_SPENT", "This link was used already");
        assertClosed(get(link), 410, "LINK_SPENT", "This link was used already");
    }

    @Test
    void commandLineIsToldWhyALinkIsDead() {
        SecretUrl link = SecretUrl.parse(office.link().toString());
        BrokerLink broker = BrokerLink.in(link).orElseThrow();
        assertTrue(broker.redeem().reveal().toString().contains("X-Amz-Expires=60"));
        NightmaskException spent = assertThrows(NightmaskException.class, broker::redeem);
        assertEquals(Failure.LINK_SPENT, spent.failure());
        SecretUrl other =
                SecretUrl.parse(office.links().at("/g/" + "A".repeat(43)).toString());
        NightmaskException unknown = assertThrows(
                NightmaskException.class,
                () -> BrokerLink.in(other).orElseThrow().redeem());
        assertEquals(Failure.LINK_UNKNOWN, unknown.failure());
        assertTrue(BrokerLink.in(SecretUrl.parse("https://b.s3.amazonaws.com/g/x?X-Amz-Date=1"))
                .isEmpty());
    }

    @Test
    void revokedLinkIsDead() {
        URI link = office.link();
        new HandOuts(office.store(), Clock.systemUTC(), new SecureRandom())
                .revoke(record(link).id(), "kim");
        assertClosed(post(link), 410, "LINK_REVOKED", "This link was revoked");
        assertClosed(get(link), 410, "LINK_REVOKED", "This link was revoked");
    }

    @Test
    void linkThatNobodyWasGivenIsNotThere() {
        URI other = office.links().at("/g/" + "A".repeat(43));
        assertClosed(get(other), 404, "LINK_UNKNOWN", "There is no such link");
        assertClosed(post(other), 404, "LINK_UNKNOWN", "There is no such link");
        for (String path : List.of("/g/", "/g/x", "/g/%2e%2e/latest.json", "/g/" + "A".repeat(42) + "B")) {
            assertEquals(404, post(office.links().at(path)).statusCode(), path);
        }
        HttpResponse<String> put =
                office.send(HttpRequest.newBuilder(office.link()).method("DELETE", BodyPublishers.noBody()));
        assertEquals(405, put.statusCode());
    }

    @Test
    void ofAThousandThatRedeemAtOnceOneIsGivenTheUrl() throws Exception {
        URI link = office.link();
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            List<Future<Integer>> racers = new ArrayList<>();
            for (int racer = 0; racer < 1_000; racer++) {
                racers.add(threads.submit(() -> post(link).statusCode()));
            }
            for (Future<Integer> racer : racers) {
                statuses.merge(racer.get(), 1, Integer::sum);
            }
        }
        assertEquals(Map.of(303, 1, 410, 999), statuses);
        assertEquals(State.REDEEMED, record(link).state(office.now()));
        assertEquals(1, record(link).steps().size());
    }

    @Test
    void everyAnswerIsKeptByNobodyAndTellsNoOtherSite() {
        URI link = office.link();
        for (HttpResponse<String> answer : List.of(get(link), post(link), post(link))) {
            assertEquals("no-store", header(answer, "Cache-Control"));
            assertEquals("no-referrer", header(answer, "Referrer-Policy"));
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        }
        String policy = header(get(office.link()), "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
    }

    @Test
    void whatQuotesARequestIsNeitherThrownNorLogged() throws Exception {
        byte[] order = "{\"planted-response-url\":1}".getBytes(StandardCharsets.UTF_8);
        new AnswerHandler(office.wiring())
                .handleRequest(new ByteArrayInputStream(order), new ByteArrayOutputStream(), new FixedContext());
        assertTrue(office.log().contains("\"event\":\"defect\""), office.log());
        assertFalse(office.log().contains("planted-response-url"));
    }

    @Test
    void secretsAreInNoLog() {
        URI link = office.link();
        String url = post(link).headers().firstValue("Location").orElseThrow();
        office.slack().hooksAnswer(500);
        office.ask("latest");
        office.slack().hooksAnswer(200);
        post(link);
        String log = office.log();
        String token = link.getPath().substring("/g/".length());
        assertTrue(log.contains(record(link).id()), "links are named by what the record names them");
        assertTrue(log.contains("LinksRedeemed") && log.contains("LinksIssued") && log.contains("LinksRefused"));
        for (String secret :
                List.of(token, "X-Amz", url, Office.SIGNING_SECRET, SlackServer.BOT_TOKEN, "planted-response-url")) {
            assertFalse(log.contains(secret));
        }
    }

    private static void assertClosed(HttpResponse<String> answer, int status, String failure, String title) {
        assertEquals(status, answer.statusCode());
        assertEquals(failure, header(answer, "Nightmask-Failure"));
        assertTrue(answer.body().contains("<h1>" + title + "</h1>"), answer.body());
        assertTrue(answer.headers().firstValue("Location").isEmpty());
    }

    private static HandOut record(URI link) {
        String id = LinkToken.parse(link.getPath().substring("/g/".length()))
                .orElseThrow()
                .id();
        return office.handOuts().stream()
                .filter(handOut -> handOut.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> get(URI link) {
        return office.send(HttpRequest.newBuilder(link));
    }

    private static HttpResponse<String> post(URI link) {
        return office.send(HttpRequest.newBuilder(link).POST(BodyPublishers.noBody()));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
