package dev.nightmask.lambda.aws;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Problem;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What people and other functions hear of a run: by the bus, and where that takes nothing by the log alone. What was
/// done stays done.
///
/// @param name of the database
public record News(SnapshotName name, Bus bus, Log log) {
    /// More may not fit into an event. The log has them all.
    private static final int MAX_PROBLEMS = 20;

    /// What every event says. The caller may add to it.
    public Map<String, Object> detail() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("name", name.text());
        detail.put("run", log.run());
        return detail;
    }

    /// The same of a run that failed.
    public Map<String, Object> detail(NightmaskException failed) {
        Map<String, Object> detail = detail();
        detail.put("stage", log.stage());
        detail.put("failure", failed.failure().name());
        detail.put("problems", sentences(failed));
        detail.put("remedy", failed.failure().remedy());
        return detail;
    }

    /// As many problems as an event takes.
    public static List<Problem> problems(NightmaskException failed) {
        return failed.problems().stream().limit(MAX_PROBLEMS).toList();
    }

    /// What they say.
    public static List<String> sentences(NightmaskException failed) {
        return problems(failed).stream().map(Problem::sentence).toList();
    }

    /// @param what the event's `detail-type`, for example `Snapshot published`
    /// @return whether the bus has taken it
    public boolean tell(String what, Map<String, Object> detail) {
        try {
            bus.tell(what, detail);
            return true;
        } catch (NightmaskException e) {
            log.error(Line.of("not told", e));
            return false;
        }
    }
}
