package dev.nightmask.lambda.refresh;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Problem;
import dev.nightmask.lambda.aws.Bus;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.lambda.telemetry.Metric;
import dev.nightmask.lambda.telemetry.Metrics;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.SnapshotName;
import dev.nightmask.snapshot.restore.RestoreResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Says how a refresh ended: in the log, as metrics, and on the bus. A bus that takes no event is told of in the log
/// alone: staging is what it is, and another try would refresh it again.
record RefreshReport(SnapshotName name, SnapshotId snapshot, Bus bus, Log log) {

    void done(RestoreResult result) {
        log.stage("");
        log.info(Line.of("refreshed")
                .with("snapshot", snapshot.text())
                .with("rows", result.rows())
                .with("seconds", result.duration())
                .with("harmless", result.harmless())
                .with("notes", result.notes()));
        log.write(Metrics.of(name.text()).put(Metric.REFRESHES_DONE, 1));
        Map<String, Object> detail = detail();
        detail.put("target", result.database().describe());
        detail.put("previous", Objects.requireNonNullElse(result.previous(), "nothing"));
        detail.put("rows", result.rows());
        detail.put("seconds", result.duration().toSeconds());
        tell("Staging refreshed", detail);
    }

    /// Who is told of a snapshot once need not be told again.
    void known() {
        log.info(Line.of("already restored").with("snapshot", snapshot.text()));
    }

    void failed(NightmaskException failed) {
        log.error(Line.of("refresh failed", failed));
        Metrics metrics = Metrics.of(name.text()).put(Metric.REFRESH_FAILURES, 1);
        if (failed.failure().isRefusal()) {
            metrics.put(Metric.GUARD_REFUSALS, 1);
        }
        log.write(metrics);
        Map<String, Object> detail = detail();
        detail.put("stage", log.stage());
        detail.put("failure", failed.failure().name());
        detail.put("problems", failed.problems().stream().map(Problem::sentence).toList());
        detail.put("remedy", failed.failure().remedy());
        tell("Staging refresh failed", detail);
    }

    private void tell(String what, Map<String, Object> detail) {
        try {
            bus.tell(what, detail);
        } catch (NightmaskException e) {
            log.error(Line.of("not told", e));
        }
    }

    private Map<String, Object> detail() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("name", name.text());
        detail.put("snapshot", snapshot.text());
        detail.put("run", log.run());
        return detail;
    }
}
