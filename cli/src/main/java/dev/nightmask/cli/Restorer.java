package dev.nightmask.cli;

import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.restore.FetchedSnapshot;
import dev.nightmask.snapshot.restore.Restore;
import dev.nightmask.snapshot.restore.RestoreRequest;
import dev.nightmask.snapshot.restore.RestoreResult;
import dev.nightmask.snapshot.restore.TableChoice;
import java.nio.file.Path;
import java.util.List;

/// Restores as commands ask for them, with their progress shown.
///
/// @param tables which are restored with their rows
/// @param after SQL scripts to run before the loaded database takes its place
/// @param jobs connections that load at once
record Restorer(Console console, Surroundings surroundings, TableChoice tables, List<Path> after, int jobs) {

    RestoreResult fromFile(Path file, ConnectionSettings target) {
        try (ShownProgress progress = console.progress()) {
            return restore(progress).run(new RestoreRequest(file, null, target, tables, after, jobs));
        }
    }

    RestoreResult fromStore(StoreOptions store, StoreOptions.Chosen chosen, ConnectionSettings target) {
        try (ShownProgress progress = console.progress();
                ObjectStore open = store.open(surroundings);
                FetchedSnapshot fetched = fetch(new Snapshots(open), chosen, progress)) {
            return restore(progress).outOf(open).run(fetched.into(target, after, jobs));
        }
    }

    private FetchedSnapshot fetch(Snapshots snapshots, StoreOptions.Chosen chosen, Progress progress) {
        return FetchedSnapshot.of(snapshots, chosen.in(snapshots), tables, progress, surroundings.clock());
    }

    private Restore restore(Progress progress) {
        return new Restore(
                surroundings.guard(),
                surroundings.journal(),
                surroundings.programs(),
                surroundings.clock(),
                surroundings.random(),
                progress);
    }
}
