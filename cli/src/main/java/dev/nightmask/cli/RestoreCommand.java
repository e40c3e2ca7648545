package dev.nightmask.cli;

import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.link.Pull;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.restore.Restore;
import dev.nightmask.snapshot.restore.RestoreRequest;
import dev.nightmask.snapshot.restore.RestoreResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "Restores a snapshot into a database that does not exist yet or is empty.",
            "A server that the snapshot was taken from, or a physical copy of one, is refused, whatever it is called."
        },
        footer = {"", "Example:  nightmask restore scoreboard.dump --target postgresql://localhost/scoreboard_dev"})
final class RestoreCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "An archive on this machine.")
    private String file = "";

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final StoreOptions.Chosen chosen = new StoreOptions.Chosen();

    @Option(names = "--target", paramLabel = "URI", description = "The database: postgresql://user@host:port/db")
    private String target = "";

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Connections that load at once; without it, one for each processor.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    RestoreCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        chosen.requireEither(file, "FILE", store);
        if (jobs < 1) {
            throw UsageProblem.usage("the value of --jobs");
        }
        ConnectionSettings settings = DatabaseUri.read("--target", target, surroundings);
        return console.done(Outcome.Restored.of(restore(settings)));
    }

    private RestoreResult restore(ConnectionSettings settings) {
        try (ShownProgress progress = console.progress()) {
            return store.isGiven()
                    ? restoreStored(settings, progress)
                    : restore(new RestoreRequest(Path.of(file), null, settings, jobs), progress);
        }
    }

    private RestoreResult restoreStored(ConnectionSettings settings, Progress progress) {
        try (ObjectStore open = store.open(surroundings);
                TemporaryDirectory directory = TemporaryDirectory.create()) {
            Snapshots snapshots = new Snapshots(open);
            Path archive = directory.path().resolve("archive.dump");
            Manifest manifest = chosen.in(snapshots);
            new Pull(progress, surroundings.clock()).fromStore(snapshots, manifest, archive);
            return restore(new RestoreRequest(archive, manifest, settings, jobs), progress);
        }
    }

    private RestoreResult restore(RestoreRequest request, Progress progress) {
        return new Restore(surroundings.programs(), surroundings.clock(), surroundings.random(), progress).run(request);
    }
}
