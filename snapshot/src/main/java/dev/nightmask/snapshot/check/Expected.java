package dev.nightmask.snapshot.check;

import dev.nightmask.snapshot.archive.Reference;
import dev.nightmask.snapshot.archive.Seal;
import dev.nightmask.snapshot.archive.TableCount;
import java.util.List;
import java.util.stream.Stream;

/// What must be true of a database beyond what it says of itself.
///
/// @param counts how many rows which tables must hold
/// @param references that rules declare
public record Expected(List<TableCount> counts, List<Reference> references) {
    public Expected {
        counts = List.copyOf(counts);
        references = List.copyOf(references);
    }

    public static Expected nothing() {
        return new Expected(List.of(), List.of());
    }

    /// What the snapshot of this seal says.
    public static Expected by(Seal seal) {
        return new Expected(seal.tables(), seal.references());
    }

    /// The same, and these references too.
    public Expected and(List<Reference> more) {
        return new Expected(
                counts,
                Stream.concat(references.stream(), more.stream()).distinct().toList());
    }
}
