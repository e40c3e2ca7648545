package dev.nightmask.failure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What may be told of a throwable that is not our own: its class and our own line numbers. Its message is dropped, for
/// it may quote anything.
public final class Defect {
    private static final int MAX_FRAMES = 8;
    private static final String OURS = "dev.nightmask.";

    private Defect() {}

    /// The name of its class, then the innermost lines of ours, as `class:line`.
    public static List<String> trace(Throwable thrown) {
        Stream<String> own = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .limit(MAX_FRAMES)
                .map(frame -> frame.getClassName() + ":" + frame.getLineNumber());
        return Stream.concat(Stream.of(thrown.getClass().getName()), own).toList();
    }

    /// The failure that it comes to.
    public static NightmaskException of(Throwable thrown) {
        return switch (thrown) {
            case NightmaskException known -> known;
            case OutOfMemoryError unused -> new NightmaskException(Failure.OUT_OF_MEMORY, new Place.Nowhere());
            default -> new NightmaskException(Failure.INTERNAL, new Place.Nowhere());
        };
    }
}
