package dev.nightmask.cli;

import dev.nightmask.mask.TechniqueCatalogue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "techniques",
        description = {
            "Shows every technique on a value that we made up, under a key that is published.",
            "docs/rules.md explains each."
        },
        footer = {"", "Example:  nightmask rules techniques"})
final class TechniquesCommand implements Callable<Integer> {
    private final Console console;

    TechniquesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return console.done(new Outcome.Techniques(TechniqueCatalogue.all()));
    }
}
