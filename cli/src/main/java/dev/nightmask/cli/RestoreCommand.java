package dev.nightmask.cli;

import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.restore.Previous;
import dev.nightmask.snapshot.restore.TableChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "Loads a snapshot into a new database beside the target, checks it, and puts it in the target's place.",
            "The database that was there is kept under another name; --rollback puts it back.",
            "A server that snapshots were taken from, or a physical copy of one, is refused, whatever it is called,",
            "and so is a database that is there and has not consented (`nightmask target allow`)."
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
            names = "--after",
            paramLabel = "FILE.sql",
            description = "SQL to run in the loaded database before it takes the target's place; may be repeated.")
    private List<Path> after = List.of();

    @Option(
            names = "--tables",
            paramLabel = "SCHEMA.TABLE",
            split = ",",
            description = {
                "Only these tables with their rows, as in public.users,audit.*; all others are made and stay empty.",
                "Of a store nothing else is fetched. Foreign keys into tables that stay empty are left out."
            })
    private List<String> tables = List.of();

    @Option(names = "--rollback", description = "Put the database back that the last restore has replaced.")
    private boolean rollback;

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
        if (rollback) {
            return rollBack();
        }
        chosen.requireEither(file, "FILE", store);
        if (jobs < 1) {
            throw UsageProblem.usage("the value of --jobs");
        }
        ConnectionSettings settings = DatabaseUri.read("--target", target, surroundings);
        Restorer restorer = new Restorer(console, surroundings, new TableChoice(tables), after, jobs);
        return console.done(Outcome.Restored.of(
                store.isGiven()
                        ? restorer.fromStore(store, chosen, settings)
                        : restorer.fromFile(Path.of(file), settings)));
    }

    private int rollBack() {
        if (!file.isEmpty() || store.isGiven() || chosen.isGiven() || !tables.isEmpty()) {
            throw UsageProblem.usage("--rollback takes no snapshot");
        }
        ConnectionSettings settings = DatabaseUri.read("--target", target, surroundings);
        return console.done(new Outcome.RolledBack(new Previous(surroundings.guard(), surroundings.journal())
                .putBack(settings)
                .describe()));
    }
}
