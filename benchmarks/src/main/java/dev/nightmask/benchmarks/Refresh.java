package dev.nightmask.benchmarks;

import dev.nightmask.demo.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A staging database that an application is using is replaced by a new snapshot, beside pg_restore of the same
/// archive into a new database, with the application at work in both cases.
final class Refresh {
    private static final String DATABASE = "app";
    private static final String BESIDE = "plain";
    private final LocalPostgres staging;
    private final List<String> nightmask;
    private final Path archive;
    private final Path directory;

    private Refresh(LocalPostgres staging, List<String> nightmask, Path archive, Path directory) {
        this.staging = staging;
        this.nightmask = nightmask;
        this.archive = archive;
        this.directory = directory;
    }

    /// One round.
    ///
    /// @param gapSeconds the longest time in which nobody could connect
    record Round(
            double plainSeconds,
            double restoreSeconds,
            double gapSeconds,
            double statementsASecond,
            long sessionsEnded) {}

    /// @param directory where archive and notes are put
    static List<Round> run(Commands commands, Path directory, int clients, int rounds, Consumer<String> said) {
        Path archive = archive(commands, directory);
        try (LocalPostgres staging = LocalPostgres.start(SampleDatabase.QUIET)) {
            Refresh refresh = new Refresh(staging, commands.nightmask(), archive, directory);
            refresh.restore();
            refresh.allow();
            List<Round> all = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                Round taken = refresh.round(clients);
                said.accept("round %d: %s".formatted(round, taken));
                all.add(taken);
            }
            return all.subList(1, all.size());
        }
    }

    private static Path archive(Commands commands, Path directory) {
        Contender masked = Contenders.selected(List.of("zlib:1/2")).getFirst();
        Path store = directory.resolve("store");
        Comparison.create(store);
        Meter.run(commands.line(masked, store), commands.environment(masked), directory.resolve("notes"));
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(file -> file.endsWith("archive.dump"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Round round(int count) {
        Client postgres = new Client(staging, "postgres");
        Client app = new Client(staging, DATABASE);
        try (BusyClients clients = BusyClients.start(app, count);
                Doorbell doorbell = Doorbell.at(app)) {
            postgres.query("CREATE DATABASE " + BESIDE + " TEMPLATE template0");
            double plain = timed(List.of(
                    postgres.program("pg_restore"),
                    "-j2",
                    "--no-owner",
                    "--no-acl",
                    "-d",
                    new Client(staging, BESIDE).uri(),
                    archive.toString()));
            postgres.query("DROP DATABASE " + BESIDE);
            long before = clients.statements();
            double restore = restore();
            Round round = new Round(
                    plain,
                    restore,
                    doorbell.longestGapSeconds(),
                    (clients.statements() - before) / restore,
                    clients.reconnections());
            timed(line("target", "drop-previous", app.uri()));
            return round;
        }
    }

    private double restore() {
        return timed(
                line("restore", archive.toString(), "--jobs", "2", "--target", new Client(staging, DATABASE).uri()));
    }

    private void allow() {
        timed(line("target", "allow", new Client(staging, DATABASE).uri(), "--client", BusyClients.NAME));
    }

    private List<String> line(String... arguments) {
        List<String> line = new ArrayList<>(nightmask);
        line.addAll(List.of(arguments));
        return line;
    }

    private double timed(List<String> line) {
        Map<String, String> environment = Map.of(
                "PGPASSWORD",
                staging.password(),
                "XDG_STATE_HOME",
                directory.resolve("state").toString());
        return Meter.run(line, environment, directory.resolve("notes")).wallSeconds();
    }
}
