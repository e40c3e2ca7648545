package dev.nightmask.cli;

import dev.nightmask.rules.RuleSet;
import dev.nightmask.snapshot.catalog.Catalog;
import dev.nightmask.snapshot.catalog.Source;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.plan.Coverage;
import dev.nightmask.snapshot.plan.Planner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description = {
            "Checks rules against a database: every column decided, every rule used, types, NOT NULL, uniqueness.",
            "Reads no rows, needs no key, and shows everything that is wrong at once."
        },
        footer = {"", "Example:  nightmask rules check --source postgresql://reader@db/scoreboard --rules rules/"})
final class RulesCheckCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Mixin
    private final SourceOptions options = new SourceOptions();

    @Option(names = "--keep-everything", description = "Rules that mask nothing are meant so.")
    private boolean keepEverything;

    RulesCheckCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        RuleSet rules = options.rules();
        try (Source source = Source.open(options.source(surroundings), surroundings.programs())) {
            surroundings.witness(console::say).meet(source);
            Catalog catalog = source.readCatalog(Codecs.parse("zlib").compression());
            Coverage coverage = Coverage.of(Planner.plan(catalog, rules, new Planner.Consent(keepEverything)));
            return console.done(new Outcome.RulesChecked(
                    coverage.tables(), coverage.tablesWithoutRows(), coverage.columnsByTechnique(), catalog.notices()));
        }
    }
}
