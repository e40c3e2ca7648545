package dev.nightmask.cli;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.restore.RestoreResult;
import dev.nightmask.snapshot.restore.TableChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Starts a throw-away PostgreSQL on loopback and a free port with a snapshot in it, for a machine that has no",
            "server of its own. Ctrl-C stops it and removes everything, so it is no place for work that must stay."
        },
        footer = {"", "Example:  nightmask dev up --store s3://backups/scoreboard"})
final class DevUpCommand implements Callable<Integer> {
    private static final Map<String, String> FAST = Map.of("synchronous_commit", "off", "max_wal_size", "4GB");

    private final Console console;
    private final Surroundings surroundings;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final StoreOptions.Chosen chosen = new StoreOptions.Chosen();

    @Option(names = "--database", paramLabel = "NAME", description = "What the database is called; app unless told.")
    private String database = "app";

    @Option(
            names = "--after",
            paramLabel = "FILE.sql",
            description = "SQL to run in the database before it is shown; may be repeated.")
    private List<Path> after = List.of();

    DevUpCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!store.isGiven()) {
            throw UsageProblem.usage("--store is missing");
        }
        try (LocalPostgres server = LocalPostgres.start(FAST)) {
            ConnectionSettings target =
                    ConnectionSettings.of(server.uri(""), Map.of()).withDatabase(database);
            int jobs = Runtime.getRuntime().availableProcessors();
            RestoreResult result = new Restorer(console, surroundings, TableChoice.all(), after, jobs)
                    .fromStore(store, chosen, target);
            int status = console.done(new Outcome.DevServer(server.uri(database), result.tables(), result.rows()));
            console.say("Ctrl-C stops it and removes everything");
            Console.waitForTheEnd();
            return status;
        }
    }
}
