package dev.nightmask.snapshot.guard;

import dev.nightmask.snapshot.catalog.Source;
import dev.nightmask.snapshot.publish.SourceNote;
import java.util.function.Consumer;

/// Sees to it that a server that is read as a source is never restored into.
///
/// @param machine what this machine is called, to tell its loopback from another's
/// @param notices told what a person should know and what stops nothing
public record SourceWitness(SourceMemory memory, String machine, Consumer<String> notices) {

    /// Asks a source who it is and remembers it, before anything else is done with it.
    ///
    /// @return what is to be remembered in the store, too
    public SourceNote meet(Source source) {
        SourceNote note =
                ServerIdentity.introduction(Session.at(source), machine).asSource();
        if (!memory.add(note)) {
            notices.accept("this machine cannot remember the source: %s is not writable".formatted(memory.directory()));
        }
        return note;
    }
}
