package dev.nightmask.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.snapshot.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoTest {
    private final Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    private Path own = temporary;

    /// A place for temporary files that no other process uses, and that PostgreSQL's own user can reach.
    @BeforeEach
    void moveTemporaryFiles() throws IOException {
        own = Files.createTempDirectory(temporary, "demo-test");
        assertTrue(own.toFile().setExecutable(true, false) && own.toFile().setReadable(true, false));
        System.setProperty("java.io.tmpdir", own.toString());
    }

    @AfterEach
    void moveTemporaryFilesBack() throws IOException {
        System.setProperty("java.io.tmpdir", temporary.toString());
        Files.delete(own);
    }

    @Test
    void demoKeepsItsPromisesAndLeavesNothingBehind() {
        Told told = new Told();
        Demo.Result result = new Demo(told).run(ways -> {
            assertTrue(processes() > 0, "the search for processes finds none");
            told.lines.addAll(ways);
        });
        String all = String.join("\n", told.lines);

        assertTrue(result.rows() >= 200_000, all);
        assertTrue(result.originals() > 10_000, all);
        assertEquals(
                8, told.lines.stream().filter(line -> line.matches("\\d\\. .*")).count(), all);
        assertTrue(all.contains("X-Amz-Signature="), all);
        assertTrue(all.contains("it dies at "), all);
        assertTrue(all.contains("carmen.farouk3@moss-mail.test"), all);
        assertTrue(all.contains("the target is a server that snapshots were taken from"), all);
        assertTrue(all.contains("found in the archive: 0"), all);
        assertTrue(all.contains("found in dev: 0"), all);
        assertEquals(0, processes());
        assertEquals(0, Objects.requireNonNull(own.toFile().list()).length);
    }

    /// Servers whose files are in the directory.
    private long processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(own + "/"))
                .count();
    }

    private static final class Told implements Audience {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void heading(String text) {
            lines.add(text);
        }

        @Override
        public void say(String text) {
            lines.add(text);
        }

        @Override
        public Progress progress() {
            return Progress.none();
        }
    }
}
