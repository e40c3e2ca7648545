package dev.nightmask.snapshot.journal;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One thing that is being done to a target, and is written down as it goes on. Owned by one thread.
public final class Deed {
    private final Journal journal;
    private final Act act;
    private final Place.Database target;
    private String snapshot = "";
    private List<String> tables = List.of();
    private String systemIdentifier = "";
    private boolean begun;

    Deed(Journal journal, Act act, Place.Database target) {
        this.journal = journal;
        this.act = act;
        this.target = target;
    }

    /// Does it, and writes down how it ended.
    ///
    /// @param work calls [#begin] before its first change
    public <T> T run(Supplier<T> work) {
        T done;
        try {
            done = work.get();
        } catch (NightmaskException e) {
            ended(begun ? Event.FAILED : Event.REFUSED, e);
            throw e;
        }
        journal.write(act, Event.DONE, this, List.of());
        return done;
    }

    /// The same for work that gives nothing back.
    public void run(Runnable work) {
        Optional<Object> unused = run(() -> {
            work.run();
            return Optional.empty();
        });
    }

    /// Asks whether it may be done, and writes down only that it may not.
    public <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (NightmaskException e) {
            ended(Event.REFUSED, e);
            throw e;
        }
    }

    /// The next statement may change something. When this cannot be written down, it is not done.
    ///
    /// @param serverIdentifier who the server is, by its own word
    public void begin(String serverIdentifier) {
        systemIdentifier = serverIdentifier;
        journal.write(act, Event.BEGUN, this, List.of());
        begun = true;
    }

    /// A part of it, with a beginning and an end of its own.
    public Deed part(Act of) {
        Deed part = new Deed(journal, of, target);
        part.from(snapshot, tables);
        return part;
    }

    /// Which snapshot takes part.
    ///
    /// @param name its id, or `sha256:` and the digest of an archive that is of no store
    /// @param patterns which tables of it, empty for all
    public void from(String name, List<String> patterns) {
        snapshot = name;
        tables = List.copyOf(patterns);
    }

    String snapshot() {
        return snapshot;
    }

    List<String> tables() {
        return tables;
    }

    Place.Database target() {
        return target;
    }

    String systemIdentifier() {
        return systemIdentifier;
    }

    private void ended(Event event, NightmaskException failed) {
        List<Failure> failures =
                failed.problems().stream().map(Problem::failure).distinct().toList();
        try {
            journal.write(act, event, this, failures);
        } catch (NightmaskException e) {
            failed.addSuppressed(e);
        }
    }
}
