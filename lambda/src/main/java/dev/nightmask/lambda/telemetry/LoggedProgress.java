package dev.nightmask.lambda.telemetry;

import dev.nightmask.snapshot.Progress;

/// A line of the log for each stage.
public record LoggedProgress(Log log) implements Progress {

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
