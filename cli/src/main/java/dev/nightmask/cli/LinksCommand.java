package dev.nightmask.cli;

import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.link.HandOuts;
import dev.nightmask.snapshot.publish.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "links",
        description = {
            "Shows which links a store has handed out: who asked, for what, and what became of it.",
            "With --revoke it ends one before its three minutes are over."
        },
        footer = {"", "Example:  nightmask links --store s3://backups/scoreboard --since 7d"})
final class LinksCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Option(names = "--since", paramLabel = "TIME", description = "Only those of the last, for example, 12h; else 30d.")
    private Duration since = Duration.ofDays(30);

    @Option(names = "--name", paramLabel = "NAME", description = "Only those to snapshots of this database.")
    private String name = "";

    @Option(names = "--revoke", paramLabel = "ID", description = "End this link; the first 8 digits of its id will do.")
    private String revoke = "";

    LinksCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Instant now = surroundings.clock().instant();
        try (ObjectStore open = store.open(surroundings)) {
            HandOuts handOuts = new HandOuts(open, surroundings.clock(), surroundings.random());
            if (!revoke.isEmpty()) {
                HandOut revoked = handOuts.revoke(revoke, surroundings.who());
                return console.done(new Outcome.LinkRevoked(HandOutLine.of(revoked, now)));
            }
            return console.done(new Outcome.LinksListed(handOuts.since(now.minus(since)).stream()
                    .filter(handOut -> name.isEmpty() || handOut.name().text().equals(name))
                    .map(handOut -> HandOutLine.of(handOut, now))
                    .toList()));
        }
    }
}
