package dev.nightmask.lambda.nightly;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.lambda.aws.News;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.lambda.telemetry.Metric;
import dev.nightmask.lambda.telemetry.Metrics;
import dev.nightmask.snapshot.PeakMemory;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.night.Night;
import dev.nightmask.snapshot.plan.MissingRules;
import dev.nightmask.snapshot.publish.Manifest;
import java.time.Duration;
import java.util.Map;

/// Says how a night ended: in the log, as metrics, and on the bus, from where Slack hears it.
record NightReport(News news) {
    static final String PUBLISHED = "Snapshot published";
    static final String FAILED = "Snapshot failed";
    static final String HANDED_OVER = "Snapshot handed over";

    /// @return whether the bus has taken it
    boolean published(Night night, Manifest manifest, Changes changes) {
        long rows =
                manifest.seal().tables().stream().mapToLong(TableCount::rows).sum();
        Duration took = Duration.between(manifest.startedAt(), manifest.finishedAt());
        Log log = news.log();
        log.stage("");
        log.info(Line.of("published")
                .with("snapshot", manifest.id().text())
                .with("rows", rows)
                .with("bytes", manifest.archive().sizeBytes())
                .with("seconds", took)
                .with("newColumns", changes.newColumns()));
        measure(manifest, rows, took);
        Map<String, Object> detail = of(night, news.detail());
        detail.put("snapshot", manifest.id().text());
        detail.put("rows", rows);
        detail.put("tables", manifest.seal().tables().size());
        detail.put("sizeBytes", manifest.archive().sizeBytes());
        detail.put("seconds", took.toSeconds());
        detail.put("columnsByTechnique", manifest.coverage().columnsByTechnique());
        detail.put("newColumns", changes.newColumns());
        detail.put("changedColumns", changes.changedColumns());
        detail.put("changedTables", changes.tables());
        return news.tell(PUBLISHED, detail);
    }

    private void measure(Manifest manifest, long rows, Duration took) {
        Log log = news.log();
        String name = news.name().text();
        log.write(Metrics.of(name)
                .put(Metric.SNAPSHOTS_PUBLISHED, 1)
                .put(Metric.SNAPSHOT_ROWS, rows)
                .put(Metric.SNAPSHOT_BYTES, manifest.archive().sizeBytes())
                .put(Metric.RUN_SECONDS, took.toMillis() / 1_000.0)
                .put(Metric.PEAK_MEMORY_BYTES, manifest.run().peakMemoryBytes()));
        manifest.run()
                .stageMillis()
                .forEach((stage, millis) ->
                        log.write(Metrics.of(name, stage).put(Metric.STAGE_SECONDS, millis / 1_000.0)));
    }

    /// The problems, the remedy, and for columns without a rule the lines to add.
    void failed(Night night, NightmaskException failed) {
        Log log = news.log();
        log.error(Line.of("night failed", failed));
        log.write(Metrics.of(news.name().text())
                .put(Metric.SNAPSHOT_FAILURES, 1)
                .put(Metric.PEAK_MEMORY_BYTES, PeakMemory.bytes()));
        Map<String, Object> detail = of(night, news.detail(failed));
        detail.put("linesToAdd", MissingRules.linesToPaste(News.problems(failed)));
        news.tell(FAILED, detail);
    }

    void handedOver(Night night, NightmaskException why) {
        news.log().info(Line.of("handed over to a task", why));
        Map<String, Object> detail = of(night, news.detail());
        detail.put("problems", News.sentences(why));
        news.tell(HANDED_OVER, detail);
    }

    private static Map<String, Object> of(Night night, Map<String, Object> detail) {
        detail.put("night", night.date().toString());
        return detail;
    }
}
