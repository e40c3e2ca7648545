package dev.nightmask.lambda.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.slack.api.app_backend.SlackSignature.Generator;
import com.slack.api.app_backend.SlackSignature.HeaderNames;
import dev.nightmask.demo.LocalS3;
import dev.nightmask.lambda.FakeAws;
import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.lambda.RuntimeApi.Answer;
import dev.nightmask.lambda.announce.AnnounceHandler;
import dev.nightmask.snapshot.link.SmallArchives;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.S3Settings;
import dev.nightmask.snapshot.publish.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The functions out of the zip that the stack deploys, each a process under the runtime that AWS runs it with, from
/// its picture on (SnapStart): HTTP in front of it, S3 and Slack's own addresses behind it.
class PackagedFunctionsIT {
    private static final String STORE = "s3://snapshots/shop";
    private static final String SLACK_SECRET = "arn:aws:secretsmanager:eu-north-1:1:secret:slack";
    private static final String BOT_TOKEN = SlackServer.BOT_TOKEN;
    private static final String SESSION = "session-of-today";
    private static final String HOOKS = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final LocalS3 S3 = LocalS3.start();

    private static LinksZip zip;
    private static RoadToSlack slack;

    private final FakeAws aws = FakeAws.start(S3.accessKeyId(), S3.secretAccessKey());
    private final Path logs;

    PackagedFunctionsIT(@TempDir Path logs) {
        this.logs = logs;
    }

    @BeforeAll
    static void unpack(@TempDir Path directory) throws Exception {
        zip = LinksZip.unpack(directory);
        slack = new RoadToSlack(directory);
        slack.slack().user("U1", "T1", "");
        S3.createBucket("snapshots");
        S3Settings.Credentials ours = new S3Settings.Credentials.Given(S3.accessKeyId(), S3.secretAccessKey());
        S3Settings settings = S3Settings.usual().at(S3.endpoint().toString()).as(ours);
        try (ObjectStore store = Stores.open(STORE, settings)) {
            SmallArchives.publish(store, Office.LATEST, Office.ARCHIVE);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        slack.close();
        S3.close();
    }

    @AfterEach
    void closeAws() {
        aws.close();
    }

    @Test
    void slashCommandBecomesADownloadThatWorksOnce() throws Exception {
        try (FunctionProcess links = started(LinkHandler.class);
                FunctionProcess answer = started(AnswerHandler.class);
                FunctionUrl url = new FunctionUrl(inFrontOf(links), FunctionUrl.Gate.open())) {
            wake(links, answer);
            assertEquals(401, send(post(url, "/slack", "text=latest")).statusCode(), "a forged request");
            assertEquals(404, send(get(url.at("/g/" + "A".repeat(43)))).statusCode());
            HttpResponse<String> acknowledged = send(slashCommand(url));
            assertEquals(200, acknowledged.statusCode(), links::log);
            assertEquals("", acknowledged.body());
            assertTrue(answer.invoke(aws.invocations().getLast().event(), LIFE).ok(), answer::log);
            assertEquals(1, slack.slack().answers().size(), answer::log);

            URI link = linkIn(slack.slack().answers().getFirst(), url);
            assertTrue(send(get(link)).body().contains("Download"), links::log);
            HttpResponse<String> redeemed = send(HttpRequest.newBuilder(link).POST(BodyPublishers.noBody()));
            assertEquals(303, redeemed.statusCode(), links::log);
            String presigned = redeemed.headers().firstValue("Location").orElseThrow();
            assertArrayEquals(Office.ARCHIVE, bytesAt(presigned));
            assertTrue(presigned.contains("X-Amz-Security-Token=" + SESSION), "by the session of today");
            assertEquals(
                    410,
                    send(HttpRequest.newBuilder(link).POST(BodyPublishers.noBody()))
                            .statusCode());

            String token = link.getPath().substring("/g/".length());
            for (String secret : List.of(token, "X-Amz-", "hooks.slack.com", Office.SIGNING_SECRET, BOT_TOKEN)) {
                assertFalse((links.log() + answer.log()).contains(secret), secret);
            }
            assertPractised(links, answer);
        }
    }

    /// What the functions did before the picture was taken.
    private void assertPractised(FunctionProcess links, FunctionProcess answer) {
        assertTrue(links.log().contains("\"event\":\"practised\",\"status\":200"), links::log);
        assertTrue(links.log().contains("\"event\":\"practised\",\"status\":404"), links::log);
        assertTrue(links.log().contains("\"event\":\"rehearsed\""), links::log);
        assertTrue(answer.log().contains("\"event\":\"rehearsed\""), answer::log);
        assertEquals(
                List.of("DryRun", "Event"),
                aws.invocations().stream().map(FakeAws.Invocation::type).toList());
        assertTrue(slack.slack().tested() > 0);
    }

    @Test
    void developerIsGivenALink() throws Exception {
        String arn = "arn:aws:sts::1:assumed-role/Developer/alex";
        try (FunctionProcess pull = started(PullHandler.class);
                FunctionUrl url = new FunctionUrl(inFrontOf(pull), (exchange, body) -> Optional.of(arn))) {
            wake(pull);
            HttpResponse<String> answer = send(post(url, "/", "{\"snapshot\":\"\",\"name\":\"\"}"));
            assertEquals(200, answer.statusCode(), pull::log);
            assertArrayEquals(
                    Office.ARCHIVE,
                    bytesAt(JSON.readTree(answer.body()).path("url").stringValue()));
            assertTrue(pull.log().contains("\"event\":\"rehearsed\""), pull::log);
        }
    }

    @Test
    void channelHearsOfTheNight() {
        try (FunctionProcess announce = started(AnnounceHandler.class)) {
            wake(announce);
            String event = "{\"source\":\"nightmask\",\"detail-type\":\"%s\",\"detail\":{\"name\":\"shop\"}}";
            assertTrue(
                    announce.invoke(event.formatted("Snapshot published"), LIFE).ok(), announce::log);
            assertTrue(announce.invoke(event.formatted("Snapshot failed"), LIFE).ok(), announce::log);
            assertTrue(announce.invoke("{\"source\":\"another\"}", LIFE).ok(), announce::log);
            List<String> posts = slack.slack().posts();
            assertEquals(2, posts.size(), announce::log);
            assertTrue(posts.getFirst().contains("Snapshot of shop"), posts::toString);
            assertTrue(posts.getLast().contains("No snapshot of shop tonight"), posts::toString);
        }
    }

    /// How long the first one takes is printed only.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void firstRequestOfAProcessWithOneCpuIsAcknowledged(boolean rehearsed) {
        List<String> options = List.of("-XX:ActiveProcessorCount=1", rehearsed ? HOOKS : "-Dno.hooks");
        try (FunctionProcess links = started(LinkHandler.class, options);
                FunctionUrl url = new FunctionUrl(inFrontOf(links), FunctionUrl.Gate.open())) {
            wake(links);
            long start = System.nanoTime();
            assertEquals(200, send(slashCommand(url)).statusCode(), links::log);
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.println("rehearsed: " + rehearsed + ", acknowledged for the first time: " + millis + " ms");
            assertEquals(rehearsed, links.log().contains("\"event\":\"rehearsed\""), links::log);
        }
    }

    /// A function as it is deployed, weeks ago: the credentials and secrets of that day are no good today.
    private FunctionProcess started(Class<?> handler) {
        return started(handler, List.of(HOOKS));
    }

    private FunctionProcess started(Class<?> handler, List<String> more) {
        aws.beginSession("the-first");
        aws.keep(SLACK_SECRET, secret("of-the-first-day", "xoxb-of-the-first-day"));
        Map<String, String> environment = new HashMap<>(aws.environmentWithoutKeys());
        environment.put("AWS_ENDPOINT_URL_S3", S3.endpoint().toString());
        environment.put("NIGHTMASK_STORE", STORE);
        environment.put("NIGHTMASK_SLACK_SECRET", SLACK_SECRET);
        environment.put("NIGHTMASK_SLACK_TEAMS", "T1");
        environment.put("NIGHTMASK_SLACK_CHANNEL", "C1");
        environment.put("NIGHTMASK_ANSWER_FUNCTION", "arn:aws:lambda:eu-north-1:1:function:answer:live");
        List<String> options = new ArrayList<>(slack.jvmOptions());
        options.addAll(more);
        return FunctionProcess.startForPicture(
                zip.directory(), options, handler, environment, logs.resolve(handler.getSimpleName() + ".log"));
    }

    private void wake(FunctionProcess... functions) {
        for (FunctionProcess function : functions) {
            assertTrue(function.pictured().ok(), function::log);
        }
        assertEquals(0, aws.secretsRead(), "no secret is in a picture");
        aws.beginSession(SESSION);
        aws.keep(SLACK_SECRET, secret(Office.SIGNING_SECRET, BOT_TOKEN));
        for (FunctionProcess function : functions) {
            function.wake();
            assertTrue(function.initialised().ok(), function::log);
        }
    }

    private static String secret(String signingSecret, String botToken) {
        return "{\"signingSecret\":\"%s\",\"botToken\":\"%s\"}".formatted(signingSecret, botToken);
    }

    private static RequestStreamHandler inFrontOf(FunctionProcess function) {
        return (in, out, context) -> {
            Answer answer = function.invoke(new String(in.readAllBytes(), UTF_8), LIFE);
            assertTrue(answer.ok(), () -> answer.body() + function.log());
            out.write(answer.body().getBytes(UTF_8));
        };
    }

    private static HttpRequest.Builder slashCommand(FunctionUrl url) {
        String body = Office.form(Map.of(
                "command", "/snapshot",
                "text", "latest",
                "team_id", "T1",
                "channel_id", "C1",
                "user_id", "U1",
                "user_name", "alex",
                "trigger_id", Long.toHexString(System.nanoTime()),
                "response_url", "https://hooks.slack.com/commands/T1/123/planted"));
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        return post(url, "/slack", body)
                .header(HeaderNames.X_SLACK_REQUEST_TIMESTAMP, timestamp)
                .header(HeaderNames.X_SLACK_SIGNATURE, new Generator(Office.SIGNING_SECRET).generate(timestamp, body));
    }

    private static URI linkIn(String answer, FunctionUrl url) {
        Matcher link = Pattern.compile("https://" + Pattern.quote(url.domain()) + "(/g/[A-Za-z0-9_-]{43})")
                .matcher(answer);
        assertTrue(link.find(), answer);
        return url.at(link.group(1));
    }

    private static HttpRequest.Builder post(FunctionUrl url, String path, String body) {
        return HttpRequest.newBuilder(url.at(path)).POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder get(URI uri) {
        return HttpRequest.newBuilder(uri);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private static byte[] bytesAt(String url) {
        return send(get(URI.create(url)), BodyHandlers.ofByteArray()).body();
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return HTTP.send(request.timeout(LIFE).build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
