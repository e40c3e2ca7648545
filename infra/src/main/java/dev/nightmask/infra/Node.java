package dev.nightmask.infra;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Node.js, which the AWS CDK runs on.
final class Node {
    private static final int NEEDED = 18;

    private Node() {}

    /// Makes sure that there is a Node.js that will do: the one that JSII_NODE names, or else the one on the path.
    static void require() {
        require(System.getenv().getOrDefault("JSII_NODE", "node"));
    }

    static void require(String program) {
        String found = version(program).orElse("");
        if (found.isEmpty() || major(found) < NEEDED) {
            throw new NightmaskException(Failure.NODE_MISSING, new Place.Program("node", found, NEEDED + " or newer"));
        }
    }

    /// What `node --version` says, without its `v`.
    private static Optional<String> version(String program) {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return said.startsWith("v") ? Optional.of(said.substring(1)) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static int major(String version) {
        String digits = version.replaceAll("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
