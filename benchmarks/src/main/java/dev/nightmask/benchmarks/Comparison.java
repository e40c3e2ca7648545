package dev.nightmask.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs contenders in turn, round after round, so that whatever slows the machine for a while slows them all.
///
/// @param directory where they write, and what they wrote is removed from
/// @param said told of each run
record Comparison(SampleDatabase database, Commands commands, Path directory, Consumer<String> said) {

    /// Each contender runs once before the rounds that count: files are then in memory, and what a program keeps from
    /// its first run is there.
    Rounds run(List<Contender> contenders, int rounds) {
        Rounds counted = Rounds.none();
        contenders.forEach(contender -> attempt(contender, counted, 0));
        counted.runs().clear();
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : contenders) {
                attempt(contender, counted, round);
            }
        }
        return counted;
    }

    private void attempt(Contender contender, Rounds rounds, int round) {
        if (rounds.failed().containsKey(contender)) {
            return;
        }
        try {
            Measured run = measure(contender);
            rounds.add(contender, run);
            said.accept("round %d: %-40s %8.2f s".formatted(round, contender.title(), run.wallSeconds()));
        } catch (Meter.Failed e) {
            rounds.fail(contender, e.why());
            said.accept("round %d: %-40s %s".formatted(round, contender.title(), e.why()));
        }
    }

    private Measured measure(Contender contender) {
        Path output = directory.resolve("output");
        create(output);
        try {
            ServerCpu server = ServerCpu.of(database);
            StatementLog log = StatementLog.fromNow(database.server().logFile());
            double serverBefore = server.seconds();
            Meter.Taken taken = Meter.run(
                    commands.line(contender, output), commands.environment(contender), directory.resolve("notes"));
            return new Measured(
                    taken.wallSeconds(),
                    taken.cpuSeconds(),
                    server.seconds() - serverBefore,
                    taken.residentBytes(),
                    bytesIn(output),
                    seconds(log.firstCopy(contender.application(), taken.start())
                            .orElseThrow()));
        } finally {
            remove(output);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    static void create(Path output) {
        try {
            Files.createDirectory(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytesIn(Path output) {
        try (Stream<Path> files = Files.walk(output)) {
            return files.map(Path::toFile)
                    .filter(file -> file.isFile())
                    .mapToLong(file -> file.length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
