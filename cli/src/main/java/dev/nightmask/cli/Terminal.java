package dev.nightmask.cli;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What surrounds a command: its streams, and who reads them.
///
/// @param interactive whether a person watches the error stream, so that a line may be drawn over
/// @param colour whether escape sequences for colour are welcome
record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive, boolean colour) {
    private static final int LONGEST_LINE = 1_000;

    /// The process's own streams, in UTF-8. Only the launcher knows what they are connected to: it sets the system
    /// property `nightmask.terminal`.
    static Terminal ofProcess(Map<String, String> environment) {
        boolean interactive = Boolean.getBoolean("nightmask.terminal")
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean colour = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(System.in, stream(FileDescriptor.out), stream(FileDescriptor.err), interactive, colour);
    }

    /// What a person types, up to the end of the line; empty when nobody does.
    String line() {
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0 && next != '\n' && typed.size() < LONGEST_LINE; next = in.read()) {
                typed.write(next);
            }
        } catch (IOException e) {
            return "";
        }
        return typed.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
