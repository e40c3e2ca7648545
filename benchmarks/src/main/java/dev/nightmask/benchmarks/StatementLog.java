package dev.nightmask.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a program first asked the server for rows, from the server's own log.
final class StatementLog {
    /// Seconds since 1970 with three decimals, and the name of the program. A run of Nightmask has a pg_dump in it,
    /// which reads the schema under its own name.
    static final String PREFIX = "%n %a|";

    private final Path file;
    private final long from;

    private StatementLog(Path file, long from) {
        this.file = file;
        this.from = from;
    }

    /// What a server logs from now on.
    static StatementLog fromNow(Path file) {
        try {
            return new StatementLog(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How long after the start a program's first COPY reached the server.
    Optional<Duration> firstCopy(String application, Instant start) {
        Pattern copy = Pattern.compile("(?m)^(\\d+)\\.(\\d{3}) " + application + "\\|LOG: .*: COPY ");
        Matcher found = copy.matcher(text());
        return found.find()
                ? Optional.of(
                        Duration.between(start, Instant.ofEpochMilli(Long.parseLong(found.group(1) + found.group(2)))))
                : Optional.empty();
    }

    private String text() {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
