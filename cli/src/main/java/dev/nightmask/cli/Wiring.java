package dev.nightmask.cli;

import dev.nightmask.snapshot.NightmaskVersion;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/// Every object of the program, made in one place.
final class Wiring {
    private static final int HELP_COLUMNS = 100;

    private Wiring() {}

    static CommandLine commandLine(Console console, Surroundings surroundings) {
        CommandLine root = new CommandLine(new Nightmask());
        root.getCommandSpec()
                .version("Nightmask " + NightmaskVersion.current())
                .addOption(option("--help", "Show this help.").usageHelp(true).build())
                .addOption(option("--json", "One JSON object as the last line of standard output.")
                        .build())
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .description("Show the version.")
                        .build());
        root.addSubcommand(new DemoCommand(console));
        root.addSubcommand(new SnapshotCommand(console, surroundings));
        root.addSubcommand(rules(console, surroundings));
        root.addSubcommand(new ListCommand(console, surroundings));
        root.addSubcommand(new VerifyCommand(console, surroundings));
        root.addSubcommand(new LinkCommand(console, surroundings));
        root.addSubcommand(new LinksCommand(console, surroundings));
        root.addSubcommand(new PullCommand(console, surroundings));
        root.addSubcommand(new RestoreCommand(console, surroundings));
        root.addSubcommand(target(console, surroundings));
        root.addSubcommand(new CommandLine(new DevCommand()).addSubcommand(new DevUpCommand(console, surroundings)));
        root.addSubcommand(new DeleteCommand(console, surroundings));
        root.addSubcommand(new CompletionCommand(console));
        root.setUsageHelpWidth(HELP_COLUMNS);
        root.registerConverter(Duration.class, Durations::parse);
        root.setOut(writer(console.terminal().out()));
        root.setErr(writer(console.terminal().err()));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.terminal().colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        root.setParameterExceptionHandler((e, unusedArguments) -> console.failed(UsageProblem.of(e)));
        root.setExecutionExceptionHandler((e, unusedCommand, unusedParse) -> console.failed(e));
        return root;
    }

    private static CommandLine rules(Console console, Surroundings surroundings) {
        CommandLine rules = new CommandLine(new RulesCommand());
        rules.addSubcommand(new RulesCheckCommand(console, surroundings));
        rules.addSubcommand(new TechniquesCommand(console));
        return rules;
    }

    private static CommandLine target(Console console, Surroundings surroundings) {
        CommandLine target = new CommandLine(new TargetCommand());
        target.addSubcommand(new TargetAllowCommand(console, surroundings));
        target.addSubcommand(new TargetRevokeCommand(console, surroundings));
        target.addSubcommand(new TargetShowCommand(console, surroundings));
        target.addSubcommand(new TargetDropPreviousCommand(console, surroundings));
        return target;
    }

    private static OptionSpec.Builder option(String name, String description) {
        return OptionSpec.builder(name).description(description).scopeType(ScopeType.INHERIT);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }
}
