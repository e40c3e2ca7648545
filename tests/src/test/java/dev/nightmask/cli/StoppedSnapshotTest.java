package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.snapshot.publish.Fault;
import dev.nightmask.snapshot.publish.FaultyProxy;
import dev.nightmask.snapshot.publish.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A snapshot in a process of its own, which is told to end (SIGTERM) while the store keeps it waiting.
class StoppedSnapshotTest {
    private static final int KILLED_BY_SIGTERM = 128 + 15;

    /// Five parts of 8 MiB, not compressed.
    private static final String FORTY_MEGABYTES = """
            CREATE TABLE large AS SELECT n AS id, repeat(md5(n::text), 32) AS body FROM generate_series(1, 40000) n
            """;

    private static final String RULES = """
            version: 1
            tables:
              public.large: {"*": {keep: generated text}}
              public.people: {"*": suppress, id: {keep: surrogate key}, email: {pseudonymize: email}}
            """;

    private static Workplace workplace;
    private static SelfSigned certificate;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        certificate = SelfSigned.in(directory);
        workplace = new Workplace(directory);
        Workplace.sql(workplace.production(), "shop", FORTY_MEGABYTES);
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    @Test
    void leavesNothingWhilePartsAreOnTheirWay() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(workplace.s3Endpoint())) {
            assertLeavesNothing(proxy, StoppedSnapshotTest::isPart, 3);
        }
    }

    @Test
    void leavesNothingWhilePartsAreOnTheirWayThroughTls() throws Exception {
        try (FaultyProxy proxy = FaultyProxy.withTls(workplace.s3Endpoint(), certificate)) {
            assertLeavesNothing(proxy, StoppedSnapshotTest::isPart, 3);
        }
    }

    @Test
    void leavesNothingWhilePartsAreJoined() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(workplace.s3Endpoint())) {
            assertLeavesNothing(proxy, StoppedSnapshotTest::isJoin, 1);
        }
    }

    private static boolean isPart(String requestLine) {
        return requestLine.contains("partNumber=");
    }

    private static boolean isJoin(String requestLine) {
        return requestLine.startsWith("POST") && requestLine.contains("uploadId=");
    }

    /// @param requests that are not answered
    /// @param count how many of them come before the run cannot go on
    private static void assertLeavesNothing(FaultyProxy proxy, Predicate<String> requests, int count) throws Exception {
        Path output = workplace.path(workplace.freshName());
        proxy.script(requests, new Fault.Silence(), 100);
        Process run = snapshot(proxy, output);
        proxy.await(requests, count);
        run.destroy();
        assertTrue(run.waitFor(1, TimeUnit.MINUTES), "it does not end");
        assertEquals(KILLED_BY_SIGTERM, run.exitValue(), () -> read(output));
        assertTrue(read(output).contains("\"failure\":\"INTERRUPTED\""), read(output));
        assertEquals(List.of(), workplace.inBucket());
        assertEquals("0", Workplace.query(workplace.production(), "postgres", """
                SELECT count(*) FROM pg_stat_activity
                WHERE backend_type = 'client backend' AND application_name <> 'test'"""));
    }

    private static Process snapshot(FaultyProxy proxy, Path output) throws IOException {
        String rules = workplace.file("rules-large.yaml", RULES);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(certificate.jvmOptions());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.add("dev.nightmask.cli.Nightmask");
        command.addAll(Workplace.with(workplace.snapshot(workplace.freshStore()), "--rules", rules));
        command.addAll(List.of(
                "--compression", "none", "--s3-endpoint", proxy.endpoint().toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .putAll(workplace
                        .at(workplace.production(), workplace.s3Environment())
                        .environment());
        builder.environment().put("XDG_STATE_HOME", workplace.path("state-home").toString());
        return builder.start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
