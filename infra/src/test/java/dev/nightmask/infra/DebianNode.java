package dev.nightmask.infra;

import dev.nightmask.failure.NightmaskException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The Node.js that the tests need: the one that is there, or the distribution's where it can be installed unasked.
final class DebianNode {
    private DebianNode() {}

    /// Fails at once, with how to get it, where there is none and none can be installed.
    static void findOrInstall() {
        try {
            Node.require();
        } catch (NightmaskException missing) {
            if (System.getProperty("user.name").equals("root") && Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
                run(List.of("apt-get", "update", "-q"));
                run(List.of("apt-get", "install", "-q", "-y", "--no-install-recommends", "nodejs"));
            }
            try {
                Node.require();
            } catch (NightmaskException still) {
                throw new IllegalStateException(
                        still.getMessage() + "; " + still.failure().remedy(), still);
            }
        }
    }

    /// To its end; whether it did what it should, the next look at Node.js says.
    private static void run(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
