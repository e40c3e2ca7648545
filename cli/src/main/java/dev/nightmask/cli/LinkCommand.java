package dev.nightmask.cli;

import dev.nightmask.snapshot.link.Links;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Snapshots;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "link",
        description = {
            "Makes a link to a snapshot that dies after three minutes.",
            "Until then whoever has it can download the snapshot; a download that has begun goes on."
        },
        footer = {"", "Example:  nightmask link --store s3://backups/scoreboard"})
final class LinkCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final StoreOptions.Chosen chosen = new StoreOptions.Chosen();

    @Option(names = "--expires", paramLabel = "TIME", description = "Sooner than in 3m, for example 60s.")
    private Duration expires = Links.MAX_LIFE;

    LinkCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (ObjectStore open = store.open(surroundings)) {
            Manifest manifest = chosen.in(new Snapshots(open));
            surroundings.remember(List.of(manifest));
            return console.done(Outcome.LinkMade.of(new Links(open, surroundings.clock(), surroundings.random())
                    .make(manifest, expires, surroundings.asker())));
        }
    }
}
