package dev.nightmask.snapshot;

import dev.nightmask.snapshot.publish.RunSummary;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.TreeMap;

/// The stages of one run: shown as they begin, and measured for its summary.
final class Stages {
    private final InstantSource clock;
    private final Progress progress;
    private final SortedMap<String, Long> millis = new TreeMap<>();
    private String current = "";
    private Instant began;

    Stages(InstantSource clock, Progress progress) {
        this.clock = clock;
        this.progress = progress;
        this.began = clock.instant();
    }

    /// @param how what a person may want to know of it, empty when there is nothing
    void begin(String stage, String how, long totalBytes) {
        end();
        current = stage;
        progress.stage(how.isEmpty() ? stage : stage + ", " + how, totalBytes);
    }

    /// What the run took up to now.
    RunSummary summary(long expectedBytes, int jobs) {
        end();
        return new RunSummary(expectedBytes, jobs, millis, PeakMemory.bytes());
    }

    private void end() {
        Instant now = clock.instant();
        if (!current.isEmpty()) {
            millis.merge(current, Math.max(0, now.toEpochMilli() - began.toEpochMilli()), Long::sum);
        }
        began = now;
    }
}
