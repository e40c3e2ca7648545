package dev.nightmask.lambda.links;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is asked for again when it is old. Thread-safe.
final class Recent<T> implements Supplier<T> {
    private final Supplier<T> source;
    private final Duration maxAge;
    private final InstantSource clock;
    private @Nullable Known<T> known;

    Recent(Supplier<T> source, Duration maxAge, InstantSource clock) {
        this.source = source;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    @Override
    public synchronized T get() {
        Instant now = clock.instant();
        Known<T> present = known;
        if (present == null || now.isAfter(present.since().plus(maxAge))) {
            present = new Known<>(source.get(), now);
            known = present;
        }
        return present.value();
    }

    private record Known<T>(T value, Instant since) {}
}
