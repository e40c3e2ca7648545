package dev.nightmask.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A command line that ran to its end in this process.
record Ran(int status, String out, String err) {

    static Ran nightmask(Surroundings surroundings, List<String> arguments) {
        return nightmask(surroundings, "", arguments);
    }

    static Ran nightmask(Surroundings surroundings, String input, List<String> arguments) {
        return nightmask(surroundings, input, false, arguments);
    }

    /// With a person at the terminal, who types.
    static Ran atTerminal(Surroundings surroundings, String typed, List<String> arguments) {
        return nightmask(surroundings, typed, true, arguments);
    }

    private static Ran nightmask(Surroundings surroundings, String input, boolean interactive, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive,
                false);
        Console console = new Console(terminal, arguments.contains("--json"), () -> false);
        int status = Nightmask.run(console, () -> surroundings, arguments.toArray(String[]::new));
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The last line of standard output, as scripts read it.
    JsonNode json() {
        return JsonMapper.shared().readTree(out.lines().toList().getLast());
    }

    String everything() {
        return out + err;
    }
}
