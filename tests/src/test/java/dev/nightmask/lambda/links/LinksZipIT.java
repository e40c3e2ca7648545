package dev.nightmask.lambda.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The zip that the stack deploys, under the runtime that AWS runs it with: nothing is missing, nothing is too much.
class LinksZipIT {
    private static final String STORE = "s3://snapshots/shop";
    private static final String SLACK_SECRET = "arn:aws:secretsmanager:eu-north-1:1:secret:slack";
    private static final Duration LIFE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final LocalS3 S3 = LocalS3.start();
    private static final FakeAws AWS = FakeAws.start(S3.accessKeyId(), S3.secretAccessKey());

    private static final List<String> LEFT_OUT = List.of(
            "postgresql", "junixsocket", "zstd", "lz4", "faker", "yaml", "runtime-interface-client", "pg_", "libisal");

    /// The packages that the functions are made of.
    private static final Pattern OURS = Pattern.compile(
            "dev\\.nightmask\\.(failure|lambda\\.(links|announce|slack|settings|telemetry|aws)|snapshot\\.(link|publish|aws))\\.\\w");

    private static LinksZip zip;

    @TempDir
    Path logs;

    @BeforeAll
    static void unpack(@TempDir Path directory) throws IOException {
        zip = LinksZip.unpack(directory);
        S3.createBucket("snapshots");
        S3Settings.Credentials ours = new S3Settings.Credentials.Given(S3.accessKeyId(), S3.secretAccessKey());
        S3Settings settings = S3Settings.usual().at(S3.endpoint().toString()).as(ours);
        try (ObjectStore store = Stores.open(STORE, settings)) {
            SmallArchives.publish(store, Office.LATEST, Office.ARCHIVE);
        }
        AWS.keep(SLACK_SECRET, "{\"signingSecret\":\"" + Office.SIGNING_SECRET + "\",\"botToken\":\"planted\"}");
    }

    @AfterAll
    static void stop() {
        AWS.close();
        S3.close();
    }

    @Test
    void zipIsSmallAndHoldsJarsAlone() throws IOException {
        assertTrue(Files.size(LinksZip.FILE) < 20_000_000, () -> zip.entries().toString());
        assertTrue(
                zip.entries().stream().allMatch(name -> name.matches("lib/([\\w.-]+\\.jar)?")),
                () -> zip.entries().toString());
        assertTrue(
                LEFT_OUT.stream().noneMatch(part -> zip.entries().toString().contains(part)),
                () -> zip.entries().toString());
    }

    @Test
    void nothingThatTheFunctionsAreMadeOfIsLeftOut() throws IOException {
        StringWriter out = new StringWriter();
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(out),
                        new PrintWriter(out),
                        "--multi-release",
                        "base",
                        "-v",
                        "-cp",
                        zip.allJars(),
                        zip.jar("lambda").toString(),
                        zip.jar("snapshot").toString(),
                        zip.jar("anonymizer-rules").toString());
        assertEquals(0, status, out::toString);
        assertTrue(out.toString().contains("dev.nightmask.lambda.links.LinkHandler"), out::toString);
        List<String> missing = out.toString()
                .lines()
                .filter(line -> line.contains("not found"))
                .toList();
        assertEquals(List.of(), missing.stream().filter(OURS.asPredicate()).toList());
        assertFalse(missing.isEmpty(), "what reads rows has no driver here");
    }

    @Test
    void unknownLinkHasItsPage() {
        try (FunctionProcess links = start(LinkHandler.class)) {
            for (String token : List.of("unknown", "A".repeat(43))) {
                JsonNode answer = invoke(links, call("GET", "/g/" + token, ""));
                assertEquals(404, answer.path("statusCode").intValue(), links::log);
                assertTrue(answer.path("body").stringValue("").contains("<!doctype html>"), answer::toString);
            }
        }
    }

    @Test
    void forgedRequestIsRefused() {
        try (FunctionProcess links = start(LinkHandler.class)) {
            assertEquals(
                    401,
                    invoke(links, call("POST", "/slack", "text=latest"))
                            .path("statusCode")
                            .intValue(),
                    links::log);
        }
    }

    @Test
    void developerIsGivenALink() {
        try (FunctionProcess pull = start(PullHandler.class)) {
            JsonNode answer = invoke(pull, call("POST", "/", "{\"snapshot\":\"\",\"name\":\"\"}"));
            assertEquals(200, answer.path("statusCode").intValue(), pull::log);
            assertTrue(answer.path("body").stringValue("").contains(Office.LATEST), pull::log);
        }
    }

    @Test
    void thoseThatSpeakToSlackBegin() {
        try (FunctionProcess answer = start(AnswerHandler.class);
                FunctionProcess announce = start(AnnounceHandler.class)) {
            assertTrue(announce.invoke("{\"source\":\"another\"}", LIFE).ok(), announce::log);
            assertTrue(answer.process().isAlive(), answer::log);
        }
    }

    private FunctionProcess start(Class<?> handler) {
        Map<String, String> environment = new HashMap<>(AWS.environment());
        environment.put("AWS_ENDPOINT_URL_S3", S3.endpoint().toString());
        environment.put("NIGHTMASK_STORE", STORE);
        environment.put("NIGHTMASK_SLACK_SECRET", SLACK_SECRET);
        environment.put("NIGHTMASK_SLACK_TEAMS", "T1");
        environment.put("NIGHTMASK_SLACK_CHANNEL", "C1");
        environment.put("NIGHTMASK_ANSWER_FUNCTION", "arn:aws:lambda:eu-north-1:1:function:answer:live");
        FunctionProcess function = FunctionProcess.start(
                zip.classPath(), handler, environment, logs.resolve(handler.getSimpleName() + ".log"));
        assertTrue(function.initialised().ok(), function::log);
        return function;
    }

    private static JsonNode invoke(FunctionProcess function, String event) {
        Answer answer = function.invoke(event, LIFE);
        assertTrue(answer.ok(), () -> answer.body() + function.log());
        return JSON.readTree(answer.body());
    }

    private static String call(String method, String path, String body) {
        Map<String, Object> context = Map.of(
                "domainName", "x.lambda-url.eu-north-1.on.aws",
                "http", Map.of("method", method, "sourceIp", "192.0.2.7"),
                "authorizer", Map.of("iam", Map.of("userArn", "arn:aws:sts::1:assumed-role/Developer/alex")));
        return JSON.writeValueAsString(Map.of(
                "rawPath",
                path,
                "headers",
                Map.of(),
                "requestContext",
                context,
                "body",
                body,
                "isBase64Encoded",
                false));
    }
}
