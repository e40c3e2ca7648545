package dev.nightmask.snapshot.night;

import dev.nightmask.snapshot.publish.SnapshotName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The night of a database for which one snapshot is made.
///
/// @param date on which the run is to begin, where the schedule is kept
public record Night(SnapshotName name, LocalDate date) {

    /// The night in which a moment falls.
    public static Night of(SnapshotName name, Instant scheduled, ZoneId zone) {
        return new Night(name, LocalDate.ofInstant(scheduled, zone));
    }

    String key() {
        return "nights/" + name + "/" + date + ".json";
    }

    String toldKey() {
        return "nights/" + name + "/" + date + ".told";
    }

    @Override
    public String toString() {
        return name + " " + date;
    }
}
