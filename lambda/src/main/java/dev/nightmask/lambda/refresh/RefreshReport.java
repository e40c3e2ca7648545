package dev.nightmask.lambda.refresh;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.lambda.aws.News;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.lambda.telemetry.Metric;
import dev.nightmask.lambda.telemetry.Metrics;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.restore.RestoreResult;
import java.util.Map;
import java.util.Objects;

/// Says how a refresh ended: in the log, as metrics, and on the bus.
record RefreshReport(News news, SnapshotId snapshot) {

    void done(RestoreResult result) {
        Log log = news.log();
        log.stage("");
        log.info(Line.of("refreshed")
                .with("snapshot", snapshot.text())
                .with("rows", result.rows())
                .with("seconds", result.duration())
                .with("harmless", result.harmless())
                .with("notes", result.notes()));
        log.write(metrics().put(Metric.REFRESHES_DONE, 1));
        Map<String, Object> detail = news.detail();
        detail.put("snapshot", snapshot.text());
        detail.put("target", result.database().describe());
        detail.put("previous", Objects.requireNonNullElse(result.previous(), "nothing"));
        detail.put("rows", result.rows());
        detail.put("seconds", result.duration().toSeconds());
        news.tell("Staging refreshed", detail);
    }

    /// Who is told of a snapshot once need not be told again.
    void known() {
        news.log().info(Line.of("already restored").with("snapshot", snapshot.text()));
    }

    void failed(NightmaskException failed) {
        news.log().error(Line.of("refresh failed", failed));
        Metrics metrics = metrics().put(Metric.REFRESH_FAILURES, 1);
        if (failed.failure().isRefusal()) {
            metrics.put(Metric.GUARD_REFUSALS, 1);
        }
        news.log().write(metrics);
        Map<String, Object> detail = news.detail(failed);
        detail.put("snapshot", snapshot.text());
        news.tell("Staging refresh failed", detail);
    }

    private Metrics metrics() {
        return Metrics.of(news.name().text());
    }
}
