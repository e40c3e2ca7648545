package dev.nightmask.cli;

import dev.nightmask.snapshot.restore.Previous;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "drop-previous",
        description = {
            "Removes the database that the last restore has replaced. It cannot be put back then.",
            "The target itself is not touched."
        },
        footer = {"", "Example:  nightmask target drop-previous postgresql://owner@staging/app"})
final class TargetDropPreviousCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Parameters(paramLabel = "URI", description = "The target: postgresql://user@host:port/db")
    private String target = "";

    TargetDropPreviousCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Previous previous = new Previous(surroundings.guard(), surroundings.journal());
        return console.done(new Outcome.PreviousDropped(previous.drop(DatabaseUri.read("URI", target, surroundings))));
    }
}
