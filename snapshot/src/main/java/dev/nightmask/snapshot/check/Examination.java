package dev.nightmask.snapshot.check;

import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.check.Examined.Verdict;
import java.util.Comparator;
import java.util.List;

/// What was found out about a database: names and counts, never a value of a row.
///
/// @param objects in the order of the checks
public record Examination(List<Examined> objects) {
    public Examination {
        objects = objects.stream().sorted(Comparator.comparing(Examined::check)).toList();
    }

    /// Everything that is wrong or could not be found out.
    public List<Problem> problems() {
        return objects.stream()
                .filter(object -> object.verdict() != Verdict.SOUND)
                .map(Examined::problem)
                .toList();
    }

    /// What a database that is to go into use must not have.
    public List<Problem> broken() {
        return objects.stream()
                .filter(object -> object.verdict() == Verdict.BROKEN)
                .map(Examined::problem)
                .toList();
    }

    /// What a faithful copy may have because its original has it, and what could not be found out.
    public List<String> notes() {
        return objects.stream()
                .filter(object -> object.verdict() == Verdict.UNPROMISED || object.verdict() == Verdict.UNEXAMINED)
                .map(object -> object.problem().sentence())
                .toList();
    }
}
