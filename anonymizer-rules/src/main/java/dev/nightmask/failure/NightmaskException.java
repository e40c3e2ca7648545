package dev.nightmask.failure;

import java.util.List;
import java.util.stream.Collectors;

/// The one exception of Nightmask: a run stopped, for one reason or for several found at once.
///
/// It has no cause: the messages of a database, of a child process or of a parser quote the values they
/// failed on. What is safe of them (an SQLSTATE, an object's name, an exit status) goes into the [Place].
public final class NightmaskException extends RuntimeException {
    private final List<Problem> problems;

    public NightmaskException(Failure failure, Place place) {
        this(List.of(new Problem(failure, place)));
    }

    /// @param problems at least one; the first decides the exit status
    public NightmaskException(List<Problem> problems) {
        super(problems.stream().map(Problem::sentence).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// The failure that decides the exit status.
    public Failure failure() {
        return problems.getFirst().failure();
    }

    /// Everything that was found, in the order of its places.
    public List<Problem> problems() {
        return problems;
    }
}
