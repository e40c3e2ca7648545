package dev.nightmask.cli;

import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Snapshots;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists the snapshots of a store, newest first.",
        footer = {"", "Example:  nightmask list --store s3://backups/scoreboard"})
final class ListCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "Only those of this database.")
    private String name = "";

    ListCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (ObjectStore open = store.open(surroundings)) {
            List<Manifest> all = new Snapshots(open).list();
            surroundings.remember(all);
            return console.done(new Outcome.Listed(all.stream()
                    .map(SnapshotLine::of)
                    .filter(line -> name.isEmpty() || line.name().equals(name))
                    .toList()));
        }
    }
}
