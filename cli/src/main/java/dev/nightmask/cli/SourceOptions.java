package dev.nightmask.cli;

import dev.nightmask.rules.RuleFiles;
import dev.nightmask.rules.RuleSet;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// What to mask and how.
final class SourceOptions {
    @Option(
            names = "--source",
            paramLabel = "URI",
            description = {
                "The database: postgresql://user@host:port/db",
                "Password by PGPASSWORD, PGPASSFILE or ~/.pgpass; PGSERVICE and the rest as psql takes them."
            })
    private String source = "";

    @Option(names = "--rules", paramLabel = "PATH", description = "A rule file, or a directory of them.")
    private String rules = "";

    ConnectionSettings source(Surroundings surroundings) {
        return DatabaseUri.read("--source", source, surroundings);
    }

    RuleSet rules() {
        if (rules.isEmpty()) {
            throw UsageProblem.usage("--rules is missing");
        }
        return RuleFiles.read(Path.of(rules));
    }
}
