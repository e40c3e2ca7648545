package dev.nightmask.lambda.links;

import dev.nightmask.failure.Failure;
import dev.nightmask.lambda.telemetry.Line;
import java.util.Arrays;
import java.util.List;

/// What is logged of an exception that is none of ours. Its message is not: it may quote the request, and Lambda would
/// log it with the rest if it went on.
final class Defects {
    private static final int MAX_FRAMES = 8;

    private Defects() {}

    static Line line(RuntimeException thrown) {
        List<String> frames = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.nightmask."))
                .limit(MAX_FRAMES)
                .map(frame -> frame.getClassName() + ":" + frame.getLineNumber())
                .toList();
        return Line.of("defect")
                .with("failure", Failure.INTERNAL.name())
                .with("exception", thrown.getClass().getName())
                .with("at", frames);
    }
}
