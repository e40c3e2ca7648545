package dev.nightmask.snapshot.publish;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names a snapshot: when its run began in UTC, and six random hex digits, for example
/// `20261121T020000Z-7f3a91`. Ids sort by time.
public record SnapshotId(@JsonValue String text) implements Comparable<SnapshotId> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern SHAPE = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}");

    public SnapshotId {
        if (!SHAPE.matcher(text).matches()) {
            throw new NightmaskException(Failure.SNAPSHOT_ID, new Place.Nowhere());
        }
        timeIn(text);
    }

    /// Reads an id; fails with SNAPSHOT_ID when it is anything else.
    @JsonCreator
    public static SnapshotId parse(String text) {
        return new SnapshotId(text);
    }

    /// The id that stands first in a key, if there is one.
    static Optional<SnapshotId> atStartOf(String key) {
        Matcher shape = SHAPE.matcher(key);
        return shape.lookingAt() ? Optional.of(new SnapshotId(shape.group())) : Optional.empty();
    }

    /// Makes an id for a run that begins now.
    public static SnapshotId next(Clock clock, RandomGenerator random) {
        String time = TIME.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        return new SnapshotId("%s-%06x".formatted(time, random.nextInt(1 << 24)));
    }

    /// When the run began, to the second.
    public Instant time() {
        return timeIn(text);
    }

    private static Instant timeIn(String text) {
        try {
            return LocalDateTime.parse(text.substring(0, text.indexOf('-')), TIME)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new NightmaskException(Failure.SNAPSHOT_ID, new Place.Nowhere());
        }
    }

    @Override
    public int compareTo(SnapshotId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
