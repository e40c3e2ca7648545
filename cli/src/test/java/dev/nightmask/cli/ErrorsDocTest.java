package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds the list of failures to its contract, and docs/errors.md to the list.
class ErrorsDocTest {
    private static final Path DOC = Path.of("..", "docs", "errors.md");
    private static final String HEAD = """
            <!-- Generated from Failure.java: mvn -pl cli -am test -Dtest=ErrorsDocTest -Dnightmask.docs=write \
            -Dsurefire.failIfNoSpecifiedTests=false -->
            # Errors

            Every failure has an exit status of its own, a sentence that says what is wrong and where, and a line that says
            what to do. With `--json` the last line of standard output holds the same:

            ```json
            {"ok":false,"failure":"KEY_MISSING","exitStatus":10,"problems":[{"failure":"KEY_MISSING","problem":"no \
            pseudonymization key","place":""}],"remedy":"..."}
            ```

            A message names columns, files and positions. It never holds a value of a row, a password, a key or a link, and
            never a database server's own words, for those quote values. Exit statuses are a contract and never reused.

            | exit status | failure | what is wrong | what to do |
            |---|---|---|---|
            """;

    @Test
    void documentIsFresh() throws IOException {
        if (System.getProperty("nightmask.docs", "").equals("write")) {
            Files.createDirectories(DOC.resolveSibling("."));
            Files.writeString(DOC, document());
        }
        assertEquals(document(), Files.readString(DOC), "stale: its first line says how to write it anew");
    }

    @Test
    void everyExitStatusIsUsedOnceAndMeansNothingElseToAShell() {
        Map<Integer, Failure> seen = new HashMap<>();
        for (Failure failure : Failure.values()) {
            assertEquals(null, seen.put(failure.exitStatus(), failure), failure.name());
            int status = failure.exitStatus();
            assertTrue((status > 1 && status < 126) || (status > 192 && status < 255), failure.name());
        }
    }

    @Test
    void everyFailureSaysWhatIsWrongAndWhatToDo() {
        for (Failure failure : Failure.values()) {
            for (String clause : new String[] {failure.problem(), failure.remedy()}) {
                assertFalse(clause.isBlank() || clause.endsWith(".") || clause.contains("\n"), failure.name());
            }
        }
    }

    private static String document() {
        return HEAD
                + Arrays.stream(Failure.values())
                        .sorted(Comparator.comparingInt(Failure::exitStatus))
                        .map(ErrorsDocTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(Failure failure) {
        return "| %d | `%s` | %s | %s |%n"
                .formatted(
                        failure.exitStatus(),
                        failure.name(),
                        failure.problem().replace("|", "\\|"),
                        failure.remedy().replace("|", "\\|"))
                .replace(System.lineSeparator(), "\n");
    }
}
