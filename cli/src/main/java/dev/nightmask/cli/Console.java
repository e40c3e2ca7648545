package dev.nightmask.cli;

import dev.nightmask.failure.Problem;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Where a command speaks: results on standard output, messages and progress on standard error.
///
/// With `--json` the only line on standard output is one JSON object.
final class Console {
    private final Terminal terminal;
    private final boolean json;
    private final BooleanSupplier stopping;
    private final JsonMapper mapper = JsonMapper.shared();

    /// @param stopping whether the process has been told to end
    Console(Terminal terminal, boolean json, BooleanSupplier stopping) {
        this.terminal = terminal;
        this.json = json;
        this.stopping = stopping;
    }

    Terminal terminal() {
        return terminal;
    }

    /// Shows what a command achieved and returns its exit status.
    int done(Outcome outcome) {
        if (json) {
            ObjectNode object = mapper.createObjectNode().put("ok", true);
            object.setAll((ObjectNode) mapper.valueToTree(outcome));
            terminal.out().println(object);
        } else {
            outcome.lines().forEach(terminal.out()::println);
        }
        return 0;
    }

    /// Shows what a command looked at, and what is wrong with it as a failure; returns the exit status.
    int examined(Outcome outcome, List<Problem> problems) {
        if (problems.isEmpty()) {
            return done(outcome);
        }
        ErrorReport report = new ErrorReport(problems, List.of());
        if (json) {
            terminal.out().println(report.json(mapper).setAll((ObjectNode) mapper.valueToTree(outcome)));
        } else {
            outcome.lines().forEach(terminal.out()::println);
        }
        report.lines().forEach(terminal.err()::println);
        return report.exitStatus();
    }

    /// Shows why a command failed and returns its exit status.
    int failed(Throwable thrown) {
        ErrorReport report = stopping.getAsBoolean() ? ErrorReport.interrupted() : ErrorReport.of(thrown);
        report.lines().forEach(terminal.err()::println);
        if (json) {
            terminal.out().println(report.json(mapper));
        }
        return report.exitStatus();
    }

    /// Says something in passing.
    void say(String message) {
        terminal.err().println(message);
    }

    void say(List<String> messages) {
        messages.forEach(this::say);
    }

    /// Shows the progress of long work until it is closed.
    ShownProgress progress() {
        return new ShownProgress(terminal, System::nanoTime);
    }

    /// Returns when the process is told to end.
    static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A heading of a step, for commands that have several.
    void heading(String text) {
        say(terminal.colour() ? "\u001b[1m" + text + "\u001b[0m" : text);
    }
}
