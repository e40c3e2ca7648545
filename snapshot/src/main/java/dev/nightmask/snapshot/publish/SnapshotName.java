package dev.nightmask.snapshot.publish;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.util.regex.Pattern;

/// What the snapshots of one database are called in a store, which may hold those of several: the database's own name
/// unless it is told otherwise. It is part of keys.
public record SnapshotName(@JsonValue String text) implements Comparable<SnapshotName> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}");

    public SnapshotName {
        if (!SHAPE.matcher(text).matches()) {
            throw new NightmaskException(Failure.SNAPSHOT_NAME, new Place.Setting("--name"));
        }
    }

    /// Reads a name; fails with SNAPSHOT_NAME when it is anything else.
    @JsonCreator
    public static SnapshotName parse(String text) {
        return new SnapshotName(text);
    }

    @Override
    public int compareTo(SnapshotName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
