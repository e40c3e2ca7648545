package dev.nightmask.lambda.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Log log = new Log(new PrintStream(out, true, UTF_8), InstantSource.fixed(NOW), "nightly", "r-1");

    @Test
    void everyLineSaysWhenWhichRunAndWhichStage() {
        log.info(Line.of("begun").with("jobs", 2).with("took", Duration.ofMillis(1_500)));
        log.stage("copy");
        log.info(Line.of("left out").with("tables", List.of("a.b", "line\nfeed")));
        List<String> lines = out.toString(UTF_8).lines().toList();
        assertEquals(
                "{\"time\":\"2026-11-21T02:00:00Z\",\"level\":\"INFO\",\"function\":\"nightly\",\"run\":\"r-1\","
                        + "\"event\":\"begun\",\"jobs\":2,\"took\":1.5}",
                lines.getFirst());
        JsonNode second = JsonMapper.shared().readTree(lines.get(1));
        assertEquals(2, lines.size(), "a line feed in a name begins no line");
        assertEquals("copy", second.path("stage").stringValue());
    }

    @Test
    void failureIsNamedWithItsRemedyAndWithoutAStackTrace() {
        log.error(Line.of(
                "snapshot failed", new NightmaskException(Failure.STORE_DENIED, new Place.Stored("s3://b", "latest"))));
        JsonNode line = JsonMapper.shared().readTree(out.toString(UTF_8));
        assertEquals("ERROR", line.path("level").stringValue());
        assertEquals("STORE_DENIED", line.path("failure").stringValue());
        assertEquals(
                "the store refused access: s3://b/latest",
                line.path("problems").get(0).stringValue());
        assertFalse(out.toString(UTF_8).contains("Exception"));
    }

    @Test
    void metricsAreWhatCloudWatchLooksFor() {
        log.write(Metrics.of("shop", "copy").put(Metric.STAGE_SECONDS, 2.5));
        JsonNode line = JsonMapper.shared().readTree(out.toString(UTF_8));
        JsonNode directive = line.path("_aws").path("CloudWatchMetrics").get(0);
        assertEquals(NOW.toEpochMilli(), line.path("_aws").path("Timestamp").longValue());
        assertEquals("Nightmask", directive.path("Namespace").stringValue());
        assertEquals("[[\"Database\",\"Stage\"]]", directive.path("Dimensions").toString());
        assertEquals(
                "StageSeconds", directive.path("Metrics").get(0).path("Name").stringValue());
        assertEquals("Seconds", directive.path("Metrics").get(0).path("Unit").stringValue());
        assertEquals(2.5, line.path("StageSeconds").doubleValue());
        assertEquals("shop", line.path("Database").stringValue());
    }

    @Test
    void metricsWithoutDimensionsHaveAnEmptySetOfThem() {
        log.write(Metrics.overall().put(Metric.LINKS_ISSUED, 1));
        JsonNode line = JsonMapper.shared().readTree(out.toString(UTF_8));
        assertEquals(
                "[[]]",
                line.path("_aws")
                        .path("CloudWatchMetrics")
                        .get(0)
                        .path("Dimensions")
                        .toString());
    }
}
