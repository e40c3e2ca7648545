package dev.nightmask.cli;

import picocli.CommandLine.Command;

@Command(
        name = "target",
        description = "Works on databases that a restore may replace.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:  nightmask target show postgresql://owner@staging/app"})
final class TargetCommand implements Runnable {
    @Override
    public void run() {
        throw UsageProblem.usage("COMMAND is missing");
    }
}
