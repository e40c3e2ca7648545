package dev.nightmask.rules;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Place.FilePosition;
import dev.nightmask.failure.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with rule files, to tell it all at once in the order of its places.
///
/// The first thousand findings count, so that a file of nothing but mistakes costs no memory.
final class Findings {
    private static final int MOST = 1000;
    private static final int LONGEST_NAME = 80;
    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(
            Finding::position,
            Comparator.comparing(FilePosition::file)
                    .thenComparingInt(FilePosition::line)
                    .thenComparingInt(FilePosition::column));

    private final List<Finding> findings = new ArrayList<>();

    private record Finding(FilePosition position, Problem problem) {}

    /// @param name the key concerned; empty for none
    /// @param hint what would be right, or what it clashes with; empty for none
    void add(Failure failure, FilePosition position, String name, String hint) {
        if (findings.size() < MOST) {
            findings.add(new Finding(position, new Problem(failure, place(position, printable(name), hint))));
        }
    }

    void throwIfAny() {
        if (!findings.isEmpty()) {
            throw new NightmaskException(
                    findings.stream().sorted(BY_PLACE).map(Finding::problem).toList());
        }
    }

    private static Place place(FilePosition position, String name, String hint) {
        if (!hint.isEmpty()) {
            return new Place.HintInFile(position, name, hint);
        }
        return name.isEmpty() ? position : new Place.NameInFile(position, name);
    }

    /// A name that comes from a file must not steer the terminal it is printed on.
    private static String printable(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_NAME)
                .forEach(c -> shown.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c));
        return shown.toString();
    }
}
