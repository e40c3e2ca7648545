package dev.nightmask.lambda.announce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.lambda.FakeAws;
import dev.nightmask.lambda.aws.Cloud;
import dev.nightmask.lambda.links.FixedContext;
import dev.nightmask.lambda.links.SlackServer;
import dev.nightmask.lambda.slack.SlackAddresses;
import dev.nightmask.snapshot.aws.AwsCalls;
import dev.nightmask.snapshot.publish.S3Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnnounceTest {
    private static final String ARN = "arn:aws:secretsmanager:eu-north-1:1:secret:slack";

    private final FakeAws aws = FakeAws.start("AKIA1", "planted-secret-key");
    private final SlackServer slack = new SlackServer();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final AnnounceHandler handler;

    AnnounceTest() {
        aws.keep(ARN, "{\"signingSecret\":\"s\",\"botToken\":\"%s\"}".formatted(SlackServer.BOT_TOKEN));
        Map<String, String> environment = new TreeMap<>(aws.environment());
        environment.put("NIGHTMASK_SLACK_SECRET", ARN);
        environment.put("NIGHTMASK_SLACK_CHANNEL", "C0NIGHT");
        Cloud cloud = new Cloud(
                environment,
                AwsCalls.as("AKIA1", "planted-secret-key", environment),
                S3Settings.usual(),
                Clock.systemUTC(),
                new Random(),
                new PrintStream(log, true, UTF_8));
        handler = new AnnounceHandler(cloud, new SlackAddresses(slack.methods(), slack.origin()));
    }

    @AfterEach
    void close() {
        slack.close();
        aws.close();
    }

    @Test
    void morningMessageSaysSizeRowsDurationAndWhatIsNew() throws IOException {
        String text = posted("Snapshot published", """
                {"name":"shop","snapshot":"20261121T020000Z-7f3a91","rows":1234567,"tables":42,"sizeBytes":7340032,
                 "seconds":321,"newColumns":["public.users.nick: suppress"],"changedColumns":[],
                 "changedTables":["public.likes: 300 rows, were 100"]}""");
        for (String said : new String[] {
            "20261121T020000Z-7f3a91",
            "7.3 MB, 1,234,567 rows in 42 tables, made in 321 s",
            "public.users.nick: suppress",
            "public.likes: 300 rows, were 100"
        }) {
            assertTrue(text.contains(said), text);
        }
        assertFalse(text.contains("decided otherwise"), text);
    }

    @Test
    void failedNightIsToldWithStageRemedyAndTheLinesToAdd() throws IOException {
        String text = posted("Snapshot failed", """
                {"name":"shop","stage":"catalog","failure":"UNCLASSIFIED_COLUMN","remedy":"add a rule for it",
                 "problems":["no rule decides this column: public.users.nick"],
                 "linesToAdd":"  public.users:\\n    nick: suppress   # text\\n"}""");
        for (String said : new String[] {
            "No snapshot of shop tonight",
            "at catalog",
            "UNCLASSIFIED_COLUMN",
            "_Remedy:_ add a rule for it",
            "```\n  public.users:\n    nick: suppress   # text\n```"
        }) {
            assertTrue(text.contains(said), text);
        }
    }

    @Test
    void namesCannotBecomeMarkupNorMentionAnybody() throws IOException {
        String text = posted(
                "Staging refresh failed",
                "{\"name\":\"<!channel>\",\"failure\":\"X\",\"problems\":[\"<https://planted.example|a> & b\"]}");
        assertFalse(text.contains("<"), text);
        assertTrue(text.contains("&lt;!channel&gt;"), text);
    }

    @Test
    void longListsKeepWithinWhatSlackTakes() throws IOException {
        String columns = String.join("\",\"", Collections.nCopies(50, "public.t." + "c".repeat(200)));
        posted("Snapshot published", "{\"name\":\"shop\",\"newColumns\":[\"%s\"]}".formatted(columns));
        JsonNode blocks = JsonMapper.shared().readTree(slack.posts().getLast()).path("blocks");
        assertTrue(blocks.size() <= 50);
        blocks.forEach(block ->
                assertTrue(block.path("text").path("text").stringValue().length() <= 3_000));
    }

    @Test
    void whatSlackWouldNotTakeIsCutAndNotLost() throws IOException {
        String lines = "<".repeat(1_000) + "\uD83D\uDE00".repeat(1_000);
        String text = posted(
                "Snapshot failed",
                "{\"name\":\"shop\",\"remedy\":\"%s\",\"linesToAdd\":\"%s\"}".formatted(lines, lines));
        assertTrue(text.contains("&lt;…```"), text);
        JsonNode blocks = JsonMapper.shared().readTree(slack.posts().getLast()).path("blocks");
        assertTrue(blocks.size() > 2);
        blocks.forEach(block ->
                assertTrue(block.path("text").path("text").stringValue().length() <= 3_000));
    }

    @Test
    void otherEventsAreToldToo() throws IOException {
        assertTrue(posted("Snapshot handed over", "{\"name\":\"shop\",\"problems\":[\"9 s needed\"]}")
                .contains("Fargate"));
        String refreshed = posted(
                "Staging refreshed",
                "{\"name\":\"shop\",\"snapshot\":\"s\",\"target\":\"staging on h:1\",\"rows\":3,\"seconds\":2,\"previous\":\"p\"}");
        assertTrue(refreshed.contains("staging on h:1, 3 rows in 2 s; what was there is kept as `p`"), refreshed);
        invoke("{\"source\":\"somebody.else\",\"detail-type\":\"Snapshot failed\",\"detail\":{}}");
        assertEquals(2, slack.posts().size(), "only our own events are told");
    }

    @Test
    void alarmsComeByWayOfSns() throws IOException {
        String alarm = "{\\\"AlarmName\\\":\\\"shop-missing\\\",\\\"NewStateValue\\\":\\\"ALARM\\\","
                + "\\\"AlarmDescription\\\":\\\"No snapshot for 26 h\\\"}";
        invoke("{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":{\"Message\":\"%s\"}}]}".formatted(alarm));
        String text = slack.posts().getLast();
        assertTrue(text.contains("Alarm: shop-missing") && text.contains("No snapshot for 26 h"), text);
    }

    @Test
    void alarmIsOverOnlyIfItWentOff() throws IOException {
        String alarm =
                "{\"Records\":[{\"Sns\":{\"Message\":\"{\\\"AlarmName\\\":\\\"a\\\",\\\"NewStateValue\\\":\\\"OK\\\","
                        + "\\\"OldStateValue\\\":\\\"%s\\\"}\"}}]}";
        invoke(alarm.formatted("INSUFFICIENT_DATA"));
        assertEquals(0, slack.posts().size());
        invoke(alarm.formatted("ALARM"));
        assertTrue(slack.posts().getLast().contains("Over: a"));
    }

    @Test
    void messageThatSlackDoesNotTakeFailsSoThatItComesAgain() {
        slack.hooksAnswer(404);
        NightmaskException failed =
                assertThrows(NightmaskException.class, () -> posted("Snapshot failed", "{\"name\":\"shop\"}"));
        assertEquals(Failure.SERVICE_REFUSED, failed.failure());
        assertTrue(log.toString(UTF_8).contains("not_in_channel"), () -> log.toString(UTF_8));
        assertFalse(log.toString(UTF_8).contains(SlackServer.BOT_TOKEN));
    }

    /// What was posted to the channel, its blocks as plain text.
    private String posted(String type, String detail) throws IOException {
        invoke("{\"source\":\"nightmask\",\"detail-type\":\"%s\",\"detail\":%s}".formatted(type, detail));
        JsonNode message = JsonMapper.shared().readTree(slack.posts().getLast());
        assertEquals("C0NIGHT", message.path("channel").stringValue());
        assertFalse(message.path("unfurl_links").booleanValue(true));
        StringBuilder text = new StringBuilder();
        message.path("blocks")
                .forEach(block -> text.append(block.path("text").path("text").stringValue())
                        .append('\n'));
        return text.toString();
    }

    private void invoke(String event) throws IOException {
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(UTF_8)), new ByteArrayOutputStream(), new FixedContext());
    }
}
