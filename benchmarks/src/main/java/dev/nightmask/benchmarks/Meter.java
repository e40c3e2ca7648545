package dev.nightmask.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs a program to its end and measures it from outside.
///
/// Time and CPU are what bash's `time` reports: getrusage(2), to the millisecond, with the children waited for.
/// Memory is the kernel's own peak (VmHWM), looked at every 20 ms: what the process grew by in its last 20 ms is not
/// seen. The looking costs less than one thousandth of a core.
final class Meter {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final String TIMED = """
            TIMEFORMAT='%3R %3U %3S'
            printf '%s ' "$EPOCHREALTIME" >"$0.time"
            { time "$@" >"$0.out" 2>"$0.err"; } 2>>"$0.time"
            """;

    /// What a program took.
    record Taken(Instant start, double wallSeconds, double cpuSeconds, long residentBytes) {}

    /// A program that did not end well.
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String why;

        Failed(int status, String said) {
            super("exit status " + status);
            why = "exit status %d: %s".formatted(status, said);
        }

        /// Its status, and the first line that it wrote to standard error.
        String why() {
            return why;
        }
    }

    private Meter() {}

    /// @param notes its output is left in files with this name and more
    /// @throws Failed when it ends with another status than 0
    static Taken run(List<String> command, Map<String, String> environment, Path notes) {
        List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, notes.toString()));
        timed.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(timed).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(environment);
        try {
            Process bash = builder.start();
            long resident = watch(bash);
            if (bash.exitValue() != 0) {
                throw new Failed(bash.exitValue(), firstLine(Path.of(notes + ".err")));
            }
            String[] seconds = Files.readString(Path.of(notes + ".time"))
                    .strip()
                    .replace(',', '.')
                    .split(" ");
            return new Taken(
                    Instant.ofEpochMilli((long) (Double.parseDouble(seconds[0]) * 1_000)),
                    Double.parseDouble(seconds[1]),
                    Double.parseDouble(seconds[2]) + Double.parseDouble(seconds[3]),
                    resident);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        }
    }

    private static long watch(Process bash) {
        long most = 0;
        try {
            while (!bash.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                most = Math.max(most, resident(bash.pid()));
            }
            return most;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            ProcessFiles.family(bash.pid()).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
        }
    }

    /// Without bash itself.
    private static long resident(long bash) {
        return ProcessFiles.children(bash).stream()
                .flatMap(ProcessFiles::family)
                .mapToLong(ProcessFiles::peakResidentBytes)
                .sum();
    }
}
