package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.nightmask.demo.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a server that logs all statements has logged from a moment on.
public record ServerLog(Path file, int from) {
    private static final Pattern STATEMENT = Pattern.compile("LOG:  (?:statement|execute [^:]*): (.*)");

    public static ServerLog from(LocalPostgres server) {
        return new ServerLog(server.logFile(), text(server.logFile()).length());
    }

    /// The first line of each statement.
    public List<String> statements() {
        return STATEMENT
                .matcher(text(file).substring(from))
                .results()
                .map(match -> match.group(1).strip())
                .toList();
    }

    public long connections() {
        return text(file)
                .substring(from)
                .lines()
                .filter(line -> line.contains("connection received"))
                .count();
    }

    /// Somebody was there, and did nothing but look.
    public void assertOnlySelectAndSet() {
        assertFalse(statements().isEmpty(), "no statement was logged at all");
        assertEquals(
                List.of(),
                statements().stream()
                        .filter(sql -> !sql.toUpperCase(Locale.ROOT).matches("(SELECT|SET)\\b.*"))
                        .toList());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
