package dev.nightmask.cli;

import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.guard.Consent;
import dev.nightmask.snapshot.guard.Marker;
import dev.nightmask.snapshot.guard.Target;
import dev.nightmask.snapshot.journal.Act;
import dev.nightmask.snapshot.journal.Deed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "allow",
        description = {
            "Notes on a database that restores may replace it, for a time. Its owner must be the one who connects.",
            "A server that snapshots were taken from is refused, and so is one that shows signs of life: replicas,",
            "subscribers, applications, many commits. Unless the server runs on this machine, you type the target's",
            "own identity, or give it by --confirm; `nightmask target show` says what it is."
        },
        footer = {"", "Example:  nightmask target allow postgresql://owner@staging/app --for 30d --client puma"})
final class TargetAllowCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Parameters(paramLabel = "URI", description = "The target: postgresql://user@host:port/db")
    private String uri = "";

    @Option(names = "--for", paramLabel = "TIME", description = "How long, at most 366d; without it, 90d.")
    private Duration period = Consent.USUAL;

    @Option(
            names = "--client",
            paramLabel = "NAME",
            description = "An application_name that may be connected meanwhile; may be repeated.")
    private List<String> clients = List.of();

    @Option(
            names = "--confirm",
            paramLabel = "TEXT",
            description = "The target's own identity: its database's name and its server's system identifier.")
    private @Nullable String confirmation;

    TargetAllowCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Consent.Wish wish = new Consent.Wish(period, clients);
        ConnectionSettings settings = DatabaseUri.read("URI", uri, surroundings);
        Consent consent = surroundings.consent();
        Deed deed = surroundings.journal().open(Act.ALLOW, settings.place());
        Marker marker = deed.run(() -> {
            try (Target target = Target.open(settings)) {
                return consent.allow(target, wish, this::typed, deed::begin);
            }
        });
        return console.done(Outcome.Allowed.of(settings.place(), marker));
    }

    /// Only a person at a terminal is asked: a script that does not know which target it is at must not go on.
    private String typed(String identity) {
        if (confirmation != null) {
            return confirmation;
        }
        if (!console.terminal().interactive()) {
            return "";
        }
        console.say("The server at the other end says that it is not this machine's own. Restores will replace");
        console.say("    " + identity);
        console.say("Type that line to allow it:");
        return console.terminal().line();
    }
}
