package dev.nightmask.snapshot.journal;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place;
import java.time.Instant;
import java.util.List;

/// One line of the journal. Names, times and identities only.
///
/// @param who the user and machine
/// @param snapshot its id, or `sha256:` and the digest of an archive that is of no store; empty when none takes part
/// @param tables which tables of it, as they were asked for; empty for all, or when none takes part
/// @param systemIdentifier of the target's server, empty when nobody has answered
public record Entry(
        Instant at,
        String who,
        Act act,
        Event event,
        String snapshot,
        List<String> tables,
        Place.Database target,
        String systemIdentifier,
        List<Failure> failures) {
    public Entry {
        tables = List.copyOf(tables);
        failures = List.copyOf(failures);
    }
}
