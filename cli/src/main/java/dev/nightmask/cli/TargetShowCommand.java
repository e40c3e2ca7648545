package dev.nightmask.cli;

import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.guard.Consent;
import dev.nightmask.snapshot.guard.Guard;
import dev.nightmask.snapshot.guard.KnownSources;
import dev.nightmask.snapshot.guard.Target;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.restore.Previous;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = {
            "Shows what a restore would find: who the server is, whether the database may be replaced and until when,",
            "what is kept of an earlier swap, and everything for which the guard would refuse. Changes nothing."
        },
        footer = {"", "Example:  nightmask target show postgresql://owner@staging/app"})
final class TargetShowCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Parameters(paramLabel = "URI", description = "The target: postgresql://user@host:port/db")
    private String uri = "";

    @Mixin
    private final StoreOptions store = new StoreOptions();

    TargetShowCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ConnectionSettings settings = DatabaseUri.read("URI", uri, surroundings);
        Guard guard = guard();
        try (Target target = Target.open(settings)) {
            Consent.View view = new Consent(guard, surroundings.clock()).show(target);
            return console.done(Outcome.Shown.of(
                    target.place(), view, Previous.kept(target, view.server()).orElse(null)));
        }
    }

    /// It knows what the store knows, if there is one.
    private Guard guard() {
        if (!store.isGiven()) {
            return surroundings.guard();
        }
        try (ObjectStore open = store.open(surroundings)) {
            return surroundings.guard().knowing(KnownSources.in(new Snapshots(open)));
        }
    }
}
