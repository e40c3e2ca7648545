package dev.nightmask.cli;

import picocli.CommandLine.Command;

@Command(
        name = "dev",
        description = "Works on a throw-away server of this machine.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:  nightmask dev up --store s3://backups/scoreboard"})
final class DevCommand implements Runnable {
    @Override
    public void run() {
        throw UsageProblem.usage("COMMAND is missing");
    }
}
