package dev.nightmask.cli;

import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.guard.Consent;
import dev.nightmask.snapshot.guard.Target;
import dev.nightmask.snapshot.journal.Act;
import dev.nightmask.snapshot.journal.Deed;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description = {
            "Takes back that restores may replace a database.",
            "What others wrote in the database's comment stays."
        },
        footer = {"", "Example:  nightmask target revoke postgresql://owner@staging/app"})
final class TargetRevokeCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Parameters(paramLabel = "URI", description = "The target: postgresql://user@host:port/db")
    private String uri = "";

    TargetRevokeCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ConnectionSettings settings = DatabaseUri.read("URI", uri, surroundings);
        Consent consent = surroundings.consent();
        Deed deed = surroundings.journal().open(Act.REVOKE, settings.place());
        boolean there = deed.run(() -> {
            try (Target target = Target.open(settings)) {
                return consent.revoke(target, deed::begin);
            }
        });
        return console.done(new Outcome.Revoked(settings.place().describe(), there));
    }
}
