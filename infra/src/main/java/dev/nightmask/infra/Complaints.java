package dev.nightmask.infra;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place.FilePosition;
import dev.nightmask.failure.Place.HintInFile;
import dev.nightmask.failure.Place.NameInFile;
import dev.nightmask.failure.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with a configuration, to tell it all at once in the order of its places. A value is never
/// quoted: it might be a password in the wrong place.
final class Complaints {
    private final List<Complaint> complaints = new ArrayList<>();

    private record Complaint(FilePosition position, Problem problem) {}

    /// @param name the key concerned, from the top: `network.vpc`
    /// @param hint what would be right; empty for none
    void add(Failure failure, FilePosition position, String name, String hint) {
        complaints.add(new Complaint(
                position,
                new Problem(
                        failure,
                        hint.isEmpty() ? new NameInFile(position, name) : new HintInFile(position, name, hint))));
    }

    void throwIfAny() {
        if (!complaints.isEmpty()) {
            throw new NightmaskException(complaints.stream()
                    .sorted(Comparator.comparingInt(
                                    (Complaint it) -> it.position().line())
                            .thenComparingInt(it -> it.position().column()))
                    .map(Complaint::problem)
                    .toList());
        }
    }
}
