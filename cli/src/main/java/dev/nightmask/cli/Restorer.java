package dev.nightmask.cli;

import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.TemporaryDirectory;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.guard.Guard;
import dev.nightmask.snapshot.guard.KnownSources;
import dev.nightmask.snapshot.journal.Journal;
import dev.nightmask.snapshot.link.PartialPull;
import dev.nightmask.snapshot.link.Pull;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Snapshots;
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
            return restore(
                    new RestoreRequest(file, null, target, tables, after, jobs),
                    surroundings.guard(),
                    surroundings.journal(),
                    progress);
        }
    }

    RestoreResult fromStore(StoreOptions store, StoreOptions.Chosen chosen, ConnectionSettings target) {
        try (ShownProgress progress = console.progress();
                ObjectStore open = store.open(surroundings);
                TemporaryDirectory directory = TemporaryDirectory.create()) {
            Snapshots snapshots = new Snapshots(open);
            Path archive = directory.path().resolve("archive.dump");
            Manifest manifest = chosen.in(snapshots);
            fetch(snapshots, manifest, archive, progress);
            Journal journal = surroundings.journal().beside(open);
            RestoreResult result = restore(
                    new RestoreRequest(archive, manifest, target, tables, after, jobs),
                    surroundings.guard().knowing(KnownSources.in(snapshots)),
                    journal,
                    progress);
            journal.refusedBeside()
                    .ifPresent(why -> console.say("the journal is on this machine only: " + why.problem()));
            return result;
        }
    }

    private void fetch(Snapshots snapshots, Manifest manifest, Path archive, Progress progress) {
        if (tables.isAll()) {
            new Pull(progress, surroundings.clock()).fromStore(snapshots, manifest, archive);
        } else {
            new PartialPull(snapshots, manifest, progress).into(archive, tables::in);
        }
    }

    private RestoreResult restore(RestoreRequest request, Guard guard, Journal journal, Progress progress) {
        return new Restore(
                        guard, journal, surroundings.programs(), surroundings.clock(), surroundings.random(), progress)
                .run(request);
    }
}
