package dev.nightmask.cli;

import picocli.CommandLine.Command;

@Command(
        name = "rules",
        description = "Works on rule files.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:  nightmask rules check --source postgresql://reader@db/scoreboard --rules rules/"})
final class RulesCommand implements Runnable {
    @Override
    public void run() {
        throw UsageProblem.usage("COMMAND is missing");
    }
}
