package dev.nightmask.lambda.links;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.lambda.aws.Secret;
import dev.nightmask.lambda.slack.SlackAddresses;
import dev.nightmask.lambda.slack.SlackApi;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.link.HandOut.State;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SlackTest {
    private final Path home;
    private Office office;

    SlackTest(@TempDir Path home) {
        this.home = home;
        this.office = new Office(home, Office.Options.usual());
    }

    @AfterEach
    void stop() {
        office.close();
    }

    private void reopen(Office.Options options) {
        office.close();
        office = new Office(home, options);
    }

    @Test
    void whoAsksGetsALinkThatDownloadsOnce() {
        URI link = office.link();
        HttpResponse<String> redeemed = office.send(HttpRequest.newBuilder(link).POST(BodyPublishers.noBody()));
        assertEquals(303, redeemed.statusCode());
        URI url = URI.create(redeemed.headers().firstValue("Location").orElseThrow());
        assertArrayEquals(
                Office.ARCHIVE,
                office.send(HttpRequest.newBuilder(url), HttpResponse.BodyHandlers.ofByteArray())
                        .body());
        HandOut record = office.handOuts().getFirst();
        assertEquals(Office.LATEST, record.snapshot().text());
        assertEquals(new HandOut.Asker("alex (T1/U1)", "slack C1"), record.asker());
        assertEquals(State.REDEEMED, record.state(office.now()));
        assertEquals("127.0.0.1", record.steps().getFirst().by());
    }

    @Test
    void answerIsSeenByWhoAskedAndUnfurledByNobody() {
        var answer = JsonMapper.shared().readTree(office.ask("latest"));
        assertEquals("ephemeral", answer.path("response_type").stringValue());
        assertFalse(answer.path("unfurl_links").booleanValue());
        assertFalse(answer.path("unfurl_media").booleanValue());
        assertFalse(answer.path("text").stringValue().contains("/g/"), "a notification shows no link");
    }

    @Test
    void answerSaysAgeSizeAndTheLineThatLoadsIt() {
        office.wait(Duration.between(office.now(), Instant.parse("2026-11-21T11:12:00Z")));
        String answer = office.ask("latest");
        assertTrue(answer.contains("9 h 12 min old"), answer);
        assertTrue(answer.contains("10.0 kB"), answer);
        assertTrue(answer.contains("12 rows"), answer);
        assertTrue(answer.contains("nightmask pull 'https://" + office.links().domain() + "/g/"), answer);
        assertTrue(answer.contains("&amp;&amp; nightmask restore shop.dump --target postgresql:///shop_dev"), answer);
    }

    @Test
    void buttonOfAnEarlierSnapshotGivesALinkToIt() {
        assertTrue(office.ask("").contains("\"value\":\"" + Office.EARLIER + "\""));
        office.wait(Duration.ofSeconds(1));
        HttpResponse<String> acknowledged = office.send(press("ask-" + Office.EARLIER, Office.EARLIER));
        assertEquals(200, acknowledged.statusCode());
        assertEquals("", acknowledged.body());
        assertTrue(office.answer().contains(Office.EARLIER));
        assertEquals(Office.EARLIER, office.handOuts().getFirst().snapshot().text());
    }

    @Test
    void buttonThatOnlyLeadsSomewhereIsAcknowledged() {
        assertEquals(200, office.send(press("follow", "")).statusCode());
        assertEquals(0, office.orders().size());
    }

    @Test
    void listShowsTheSnapshotsAndGivesNoLink() {
        String answer = office.ask("list");
        assertTrue(answer.contains(Office.LATEST) && answer.contains(Office.EARLIER));
        assertEquals(0, office.handOuts().size());
    }

    @ParameterizedTest
    @CsvSource({
        "help, /snapshot list",
        "latest and more, did not understand",
        "no/name, did not understand",
        "list no/name, did not understand",
        "20261119T020000Z-7f3a91, There is no such snapshot",
        "nothing, There is no such snapshot",
        "list nothing, There is no such snapshot"
    })
    void whatCannotBeGivenIsSaid(String text, String answer) {
        assertTrue(office.ask(text).contains(answer), text);
        assertEquals(0, office.handOuts().size());
    }

    @ParameterizedTest
    @CsvSource({"T2, C1, U1", "T1, C2, U1", "T1, C1, U2", "'', C1, U1"})
    void whoIsNotOnTheListsIsRefusedAtTheDoor(String team, String channel, String user) {
        reopen(Office.Options.usual().with(new AllowList(Set.of("T1"), Set.of("C1"), Set.of("U1"))));
        String body = office.slash("latest")
                .replace("team_id=T1", "team_id=" + team)
                .replace("channel_id=C1", "channel_id=" + channel)
                .replace("user_id=U1", "user_id=" + user);
        HttpResponse<String> refused = office.send(body);
        assertTrue(team.isEmpty() ? refused.statusCode() == 400 : refused.body().contains("certain people"));
        assertEquals(0, office.orders().size());
        assertTrue(office.ask("latest").contains("/g/"), "who is on the lists is let in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T1|,\"is_restricted\":true",
                "T1|,\"is_ultra_restricted\":true,\"is_restricted\":true",
                "T1|,\"is_stranger\":true",
                "T1|,\"is_bot\":true",
                "T1|,\"deleted\":true",
                "T2|",
                "T2|,\"enterprise_user\":{\"teams\":[\"T3\"]}"
            })
    void guestsStrangersBotsAndWhoHasLeftAreRefused(String user) {
        String[] parts = user.split("\\|", -1);
        office.slack().user("U1", parts[0], parts[1]);
        assertTrue(office.ask("latest").contains("full members of this workspace only"));
        assertEquals(0, office.handOuts().size());
    }

    @Test
    void memberOfAnAllowedWorkspaceOfTheSameEnterpriseIsFull() {
        office.slack().user("U1", "T9", ",\"enterprise_user\":{\"teams\":[\"T9\",\"T1\"]}");
        assertTrue(office.ask("latest").contains("/g/"));
    }

    @Test
    void whoSlackDoesNotKnowIsGivenNothing() {
        String body = office.slash("latest").replace("user_id=U1", "user_id=U404");
        assertEquals(200, office.send(body).statusCode());
        assertTrue(office.answer().contains("did not work"));
        assertEquals(0, office.handOuts().size());
    }

    @Test
    void slackIsAskedAgainWhoAUserIsAfterFiveMinutes() {
        AnswerHandler handler = new AnswerHandler(office.wiring());
        office.answer(handler, "latest");
        office.answer(handler, "latest");
        assertEquals(1, office.slack().asked());
        office.slack().user("U1", "T1", ",\"is_restricted\":true");
        office.wait(Duration.ofMinutes(6));
        assertTrue(office.answer(handler, "latest").contains("full members"));
    }

    @Test
    void twentyFirstLinkOfAnHourIsRefused() {
        reopen(Office.Options.usual().with(3));
        for (int i = 0; i < 3; i++) {
            assertTrue(office.ask("latest").contains("/g/"));
        }
        assertTrue(office.ask("latest").contains("as many links as one may have in an hour"));
        assertTrue(office.ask("list").contains(Office.EARLIER), "looking is free");
        office.wait(Duration.ofHours(1));
        assertTrue(office.ask("latest").contains("/g/"));
        assertEquals(4, office.handOuts().size());
    }

    @Test
    void presignedLinkDownloadsByItself() {
        reopen(Office.Options.usual().with(HandOut.Kind.PRESIGNED));
        var answer = JsonMapper.shared().readTree(office.ask("latest"));
        String url = answer.findValue("url").stringValue();
        assertTrue(url.contains("X-Amz-Expires=180"), "three minutes");
        assertArrayEquals(
                Office.ARCHIVE,
                office.send(HttpRequest.newBuilder(URI.create(url)), HttpResponse.BodyHandlers.ofByteArray())
                        .body());
        assertEquals(HandOut.Kind.PRESIGNED, office.handOuts().getFirst().kind());
    }

    @Test
    void orderThatIsDeliveredTwiceIsAnsweredOnce() {
        office.send(office.slash("latest"));
        Order order = office.orders().getFirst();
        office.deliver(order);
        office.deliver(order);
        assertEquals(1, office.slack().answers().size());
        assertEquals(1, office.handOuts().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500})
    void linkThatSlackDoesNotTakeIsRevoked(int status) {
        office.slack().hooksAnswer(status);
        assertEquals("", office.ask("latest"));
        assertEquals(State.REVOKED, office.handOuts().getFirst().state(office.now()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://127.0.0.1:1/commands/T1/1/x",
                "https://hooks.slack.com.evil.example/commands/x",
                "https://evil.example/?https://hooks.slack.com",
                "https://hooks.slack.com@evil.example/commands/x",
                "https://hooks.slack.com:8443/commands/x",
                "file:///etc/passwd",
                "//hooks.slack.com/commands",
                "not a url",
                "https://HOOKS.slack.com.:443/x"
            })
    void onlySlackIsAnswered(String responseUrl) {
        String own = office.slack().responseUrl();
        String body = office.slash("latest")
                .replace(
                        URLEncoder.encode(own, StandardCharsets.UTF_8),
                        URLEncoder.encode(responseUrl, StandardCharsets.UTF_8));
        office.send(body);
        assertEquals(responseUrl, office.orders().getFirst().responseUrl());
        assertEquals("", office.answer());
        assertTrue(office.handOuts().stream().allMatch(link -> link.state(office.now()) == State.REVOKED));
        assertTrue(office.log().contains("not Slack's"));
        SlackAddresses real = SlackAddresses.real();
        SlackApi api = new SlackApi(real, () -> new Secret(""));
        NightmaskException refused = assertThrows(NightmaskException.class, () -> api.respond(responseUrl, Map.of()));
        assertEquals(Failure.SERVICE_REFUSED, refused.failure());
        assertFalse(refused.toString().contains(responseUrl));
    }

    @Test
    void nothingElseIsServed() {
        for (String path : new String[] {"/", "/slack", "/snapshots", "/g", "/../slack"}) {
            assertEquals(
                    404,
                    office.send(HttpRequest.newBuilder(office.links().at(path))).statusCode(),
                    path);
        }
        assertEquals(400, office.send("payload=%7Bnot+json").statusCode());
        assertEquals(400, office.send(office.slash("latest") + "&team_id=T1").statusCode(), "a field stands twice");
    }

    private String press(String action, String value) {
        String payload = """
                {"type":"block_actions","team":{"id":"T1"},"channel":{"id":"C1"},
                 "user":{"id":"U1","username":"alex","team_id":"T1"},"response_url":"%s",
                 "actions":[{"action_id":"%s","value":"%s"}]}""".formatted(office.slack().responseUrl(), action, value);
        return Office.form(Map.of("payload", payload));
    }
}
