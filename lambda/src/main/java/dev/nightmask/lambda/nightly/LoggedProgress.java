package dev.nightmask.lambda.nightly;

import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.snapshot.Progress;

/// A line of the log for each stage.
record LoggedProgress(Log log) implements Progress {

    @Override
    public void stage(String name, long totalBytes) {
        log.stage(name.split(",", 2)[0]);
        log.info(Line.of("stage begun").with("how", name).with("expectedBytes", totalBytes));
    }

    @Override
    public void advance(long rows, long bytes) {
        // Nobody watches a log row by row.
    }
}
