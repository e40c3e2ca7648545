package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script at the root, in a tree of its own where java and mvn only say that they were called.
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "nightmask").toAbsolutePath();

    @TempDir
    private Path home = Path.of("");

    @BeforeEach
    void plantATree() throws IOException {
        script("nightmask", Files.readString(LAUNCHER));
        for (String module : List.of("anonymizer-rules", "snapshot", "cli")) {
            write(module + "/pom.xml", "");
            write(module + "/src/main/Source.java", "");
        }
        write("pom.xml", "");
        jdk("jdk", "25.0.1");
        script("bin/mvn", """
                #!/bin/sh
                echo built >>"$0.log"
                mkdir -p cli/target && echo a.jar:b.jar >cli/target/classpath && touch cli/target/nightmask.jar
                """);
    }

    @Test
    void firstUseBuildsAndTheNextDoesNot() throws IOException {
        assertEquals(0, run(home, "list").status());
        Called again = run(home, "list", "--store", "two words");
        assertTrue(again.output().endsWith("dev.nightmask.cli.Nightmask\nlist\n--store\ntwo words\n"), again.output());
        assertTrue(
                again.output().contains(home.toRealPath() + "/cli/target/nightmask.jar:a.jar:b.jar\n"), again.output());
        assertEquals(1, builds());
    }

    @Test
    void changedSourceIsBuiltAgain() throws IOException {
        run(home);
        Files.setLastModifiedTime(
                home.resolve("snapshot/src/main/Source.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        run(home);
        assertEquals(2, builds());
    }

    @Test
    void symbolicLinksAndOtherDirectoriesLeadToTheSameTree() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("else/where"));
        Files.createSymbolicLink(elsewhere.resolve("near"), Path.of("../../nightmask"));
        Files.createSymbolicLink(elsewhere.resolve("far"), elsewhere.resolve("near"));
        assertEquals(0, run(elsewhere, Map.of(), List.of("./far")).status());
        assertEquals(
                0, run(elsewhere, Map.of(), List.of("sh", "../../nightmask")).status());
        assertEquals(0, run(home, Map.of(), List.of("sh", "nightmask")).status());
        assertEquals(1, builds());
    }

    @Test
    void optionsOfTheUserComeAfterOurOwn() {
        Called called = run(home, Map.of("NIGHTMASK_JAVA_OPTS", "-Xmx1g -Dx=y"), List.of("./nightmask"));
        assertTrue(
                called.output().indexOf("-Xmx1g\n-XX") < called.output().indexOf("-Xmx1g\n-Dx=y\n"), called.output());
    }

    @Test
    void jdkThatIsTooOldIsNamedWithARemedy() throws IOException {
        jdk("old", "17.0.15");
        Called called =
                run(home, Map.of("NIGHTMASK_JAVA_HOME", home.resolve("old").toString()), List.of("./nightmask"));
        assertEquals(2, called.status());
        assertEquals("""
                nightmask: NIGHTMASK_JAVA_HOME is not a JDK 25 or newer
                  correct it, or unset it to have one looked for
                """, called.output());
    }

    @Test
    void missingMavenIsNamedWithARemedy() throws IOException {
        Files.delete(home.resolve("bin/mvn"));
        Called called = run(home, Map.of("PATH", home.resolve("bin").toString()), List.of("./nightmask"));
        assertEquals(2, called.status());
        assertTrue(called.output().contains("nightmask: Maven is not installed"), called.output());
    }

    @Test
    void failedBuildShowsWhatMavenSaid() throws IOException {
        script("bin/mvn", "#!/bin/sh\necho '[INFO] noise'\necho '[ERROR] Source.java: no'\nexit 1\n");
        Called called = run(home);
        assertEquals(2, called.status());
        assertTrue(called.output().contains("[ERROR] Source.java: no\nnightmask: the build failed"), called.output());
    }

    private record Called(int status, String output) {}

    private Called run(Path directory, String... arguments) {
        return run(
                directory,
                Map.of(),
                Stream.concat(Stream.of("./nightmask"), Stream.of(arguments)).toList());
    }

    private Called run(Path directory, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.redirectInput(new File("/dev/null"));
        builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("NIGHTMASK_JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().remove("NIGHTMASK_JAVA_OPTS");
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Called(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private long builds() throws IOException {
        return Files.readAllLines(home.resolve("bin/mvn.log")).size();
    }

    private void jdk(String name, String version) throws IOException {
        write(name + "/release", "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(name + "/bin/javac", "");
        script(name + "/bin/java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    }

    private void script(String name, String text) throws IOException {
        write(name, text);
        assertTrue(home.resolve(name).toFile().setExecutable(true));
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
