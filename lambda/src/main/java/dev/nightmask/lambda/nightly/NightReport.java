package dev.nightmask.lambda.nightly;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Problem;
import dev.nightmask.lambda.aws.Bus;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.lambda.telemetry.Metric;
import dev.nightmask.lambda.telemetry.Metrics;
import dev.nightmask.snapshot.PeakMemory;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.night.Night;
import dev.nightmask.snapshot.plan.MissingRules;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says how a night ended: in the log, as metrics, and on the bus, from where Slack hears it.
record NightReport(SnapshotName name, Bus bus, Log log) {
    static final String PUBLISHED = "Snapshot published";
    static final String FAILED = "Snapshot failed";
    static final String HANDED_OVER = "Snapshot handed over";
    private static final int MAX_PROBLEMS = 20;

    /// A bus that takes no event does not make the snapshot undone: that is told in the log alone.
    void published(Night night, Manifest manifest, Changes changes) {
        long rows =
                manifest.seal().tables().stream().mapToLong(TableCount::rows).sum();
        Duration took = Duration.between(manifest.startedAt(), manifest.finishedAt());
        log.stage("");
        log.info(Line.of("published")
                .with("snapshot", manifest.id().text())
                .with("rows", rows)
                .with("bytes", manifest.archive().sizeBytes())
                .with("seconds", took)
                .with("newColumns", changes.newColumns()));
        measure(manifest, rows, took);
        Map<String, Object> detail = detail(night);
        detail.put("snapshot", manifest.id().text());
        detail.put("rows", rows);
        detail.put("tables", manifest.seal().tables().size());
        detail.put("sizeBytes", manifest.archive().sizeBytes());
        detail.put("seconds", took.toSeconds());
        detail.put("columnsByTechnique", manifest.coverage().columnsByTechnique());
        detail.put("newColumns", changes.newColumns());
        detail.put("changedColumns", changes.changedColumns());
        detail.put("changedTables", changes.tables());
        try {
            bus.tell(PUBLISHED, detail);
        } catch (NightmaskException e) {
            log.error(Line.of("not told", e));
        }
    }

    private void measure(Manifest manifest, long rows, Duration took) {
        log.write(Metrics.of(name.text())
                .put(Metric.SNAPSHOTS_PUBLISHED, 1)
                .put(Metric.SNAPSHOT_ROWS, rows)
                .put(Metric.SNAPSHOT_BYTES, manifest.archive().sizeBytes())
                .put(Metric.RUN_SECONDS, took.toMillis() / 1_000.0)
                .put(Metric.PEAK_MEMORY_BYTES, manifest.run().peakMemoryBytes()));
        manifest.run()
                .stageMillis()
                .forEach((stage, millis) ->
                        log.write(Metrics.of(name.text(), stage).put(Metric.STAGE_SECONDS, millis / 1_000.0)));
    }

    /// The problems, the remedy, and for columns without a rule the lines to add.
    void failed(Night night, NightmaskException failed) {
        log.error(Line.of("night failed", failed));
        log.write(Metrics.of(name.text())
                .put(Metric.SNAPSHOT_FAILURES, 1)
                .put(Metric.PEAK_MEMORY_BYTES, PeakMemory.bytes()));
        Map<String, Object> detail = detail(night);
        detail.put("stage", log.stage());
        detail.put("failure", failed.failure().name());
        detail.put("problems", problems(failed));
        detail.put("remedy", failed.failure().remedy());
        List<Problem> some = failed.problems().stream().limit(MAX_PROBLEMS).toList();
        detail.put("linesToAdd", MissingRules.linesToPaste(some));
        bus.tell(FAILED, detail);
    }

    void handedOver(Night night, NightmaskException why) {
        log.info(Line.of("handed over to a task", why));
        Map<String, Object> detail = detail(night);
        detail.put("problems", problems(why));
        try {
            bus.tell(HANDED_OVER, detail);
        } catch (NightmaskException e) {
            log.error(Line.of("not told", e));
        }
    }

    private Map<String, Object> detail(Night night) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("name", name.text());
        detail.put("night", night.date().toString());
        detail.put("run", log.run());
        return detail;
    }

    private static List<String> problems(NightmaskException failed) {
        return failed.problems().stream()
                .limit(MAX_PROBLEMS)
                .map(Problem::sentence)
                .toList();
    }
}
