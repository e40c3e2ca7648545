package dev.nightmask.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as `cdk` starts it, in a process of its own.
class NightmaskAppTest {
    @TempDir
    private Path home;

    private record Ended(int status, String said) {}

    /// With every way out leading nowhere, as on a train.
    @Test
    void writesTheTemplateToTargetWithoutANetwork() throws Exception {
        DebianNode.findOrInstall();
        Path configuration = Synthesized.configuration("program", List.of());
        Ended ended = run(Map.of("NIGHTMASK_CONFIG", configuration.toString()));
        assertEquals(0, ended.status(), ended.said());
        assertTrue(Files.size(home.resolve("target/cdk.out/nightmask.template.json")) > 10_000);
        try (Stream<Path> files = Files.list(home)) {
            assertEquals(List.of(home.resolve("target")), files.toList());
        }
    }

    @Test
    void tellsAllThatIsWrongWithTheConfigurationAndItsRemedies() throws Exception {
        DebianNode.findOrInstall();
        Files.writeString(home.resolve("nightmask.yaml"), "stack: nightmask\nregoin: eu-north-1\n");
        Ended ended = run(Map.of());
        assertEquals(123, ended.status(), ended.said());
        assertTrue(ended.said().contains("nightmask: the configuration lacks a key: nightmask.yaml:1:1: region"));
        assertTrue(ended.said().contains("has no such key here: nightmask.yaml:2:1: regoin"), ended.said());
        assertTrue(ended.said().contains("add it; infra/nightmask.example.yaml says what it takes"));
    }

    @Test
    void saysAtOnceHowToGetNode() throws Exception {
        Ended ended = run(Map.of("JSII_NODE", "/nowhere/node"));
        assertEquals(125, ended.status(), ended.said());
        assertTrue(ended.said().contains("apt-get install nodejs"), ended.said());
    }

    private Ended run(Map<String, String> environment) throws IOException, InterruptedException {
        Path said = Files.createTempFile("nightmask-app", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.nightmask.infra.NightmaskApp")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().remove("CDK_OUTDIR");
        for (String way : List.of("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")) {
            builder.environment().put(way, "http://127.0.0.1:9");
        }
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(3, TimeUnit.MINUTES), "it did not end");
            return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
