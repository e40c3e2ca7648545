package dev.nightmask.snapshot.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A server that snapshots were taken from, and where it was met when they were.
///
/// @param format version of this layout, [#FORMAT]
/// @param systemIdentifier from pg_control_system(), decimal; the same on a primary and all its physical copies
/// @param meetings empty where only the identifier has come to be known
public record SourceNote(int format, String systemIdentifier, List<Meeting> meetings) {
    /// The layout that this version writes, and the only one it reads.
    public static final int FORMAT = 1;

    public SourceNote {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format " + format);
        }
        if (!systemIdentifier.matches("\\d{1,20}")) {
            throw new IllegalArgumentException("not a system identifier");
        }
        meetings = List.copyOf(meetings);
    }

    /// One of which only this is known.
    public static SourceNote of(String systemIdentifier) {
        return new SourceNote(FORMAT, systemIdentifier, List.of());
    }

    /// One that was met.
    public static SourceNote of(String systemIdentifier, Meeting meeting) {
        return new SourceNote(FORMAT, systemIdentifier, List.of(meeting));
    }

    /// Both notes on the same server as one.
    SourceNote with(SourceNote other) {
        Set<Meeting> all = new TreeSet<>(Comparator.comparing(Meeting::endpoint)
                .thenComparingInt(Meeting::timeline)
                .thenComparing(Meeting::standby));
        Stream.of(this, other).map(SourceNote::meetings).forEach(all::addAll);
        return new SourceNote(FORMAT, systemIdentifier, new ArrayList<>(all));
    }

    /// A server as it was when a connection reached it.
    ///
    /// @param endpoint its address and port as it sees them; `local:` and the machine's name on its loopback
    /// @param timeline from pg_control_checkpoint()
    /// @param standby whether it was in recovery
    public record Meeting(String endpoint, int timeline, boolean standby) {}
}
