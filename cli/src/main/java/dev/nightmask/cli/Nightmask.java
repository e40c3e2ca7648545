package dev.nightmask.cli;

import dev.nightmask.snapshot.OrderlyStop;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/// The program.
@Command(
        name = "nightmask",
        description = "Masked snapshots of a production PostgreSQL, behind links that live three minutes.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The pseudonymization key is read from NIGHTMASK_KEY or --key-file; there is no default.",
            "Exit status: 0 done, 2 usage, each failure its own from 10 up (docs/errors.md).",
            "",
            "Try it:  nightmask demo"
        })
public final class Nightmask implements Runnable {
    public static void main(String[] arguments) {
        OrderlyStop stop = OrderlyStop.install(Thread.currentThread());
        Console console = new Console(
                Terminal.ofProcess(System.getenv()), List.of(arguments).contains("--json"), stop);
        int status = run(console, Surroundings::ofProcess, arguments);
        if (stop.remove()) {
            System.exit(status);
        }
    }

    /// Runs one command line to its end and returns its exit status. Everything it says goes to the console given.
    static int run(Console console, Supplier<Surroundings> surroundings, String... arguments) {
        try {
            DatabaseUri.refusePassword(arguments);
            return Wiring.commandLine(console, surroundings.get()).execute(arguments);
        } catch (Throwable e) {
            return console.failed(e);
        }
    }

    @Override
    public void run() {
        throw UsageProblem.usage("COMMAND is missing");
    }
}
