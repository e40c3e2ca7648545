package dev.nightmask.cli;

import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.publish.S3Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A terminal that keeps what was said on it.
final class Captured {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final boolean interactive;

    private Captured(boolean interactive) {
        this.interactive = interactive;
    }

    static Captured plain() {
        return new Captured(false);
    }

    static Captured interactive() {
        return new Captured(true);
    }

    /// Runs a command in a world with this environment and nothing else.
    int run(Map<String, String> environment, String... arguments) {
        Console console = new Console(terminal(), List.of(arguments).contains("--json"), () -> false);
        return Nightmask.run(console, () -> surroundings(environment), arguments);
    }

    static Surroundings surroundings(Map<String, String> environment) {
        return new Surroundings(
                environment,
                PostgresPrograms.installed(environment),
                S3Settings.usual(),
                Clock.systemUTC(),
                new SecureRandom(),
                "here",
                "tester@here",
                Path.of("/nonexistent"));
    }

    Terminal terminal() {
        return new Terminal(new ByteArrayInputStream(new byte[0]), stream(out), stream(err), interactive, interactive);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    String lastLine() {
        List<String> lines = out().lines().toList();
        return lines.isEmpty() ? "" : lines.getLast();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
