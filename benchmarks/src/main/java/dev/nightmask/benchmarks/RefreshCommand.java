package dev.nightmask.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "refresh",
        mixinStandardHelpOptions = true,
        description = "Measures the refresh of a staging database in use, beside pg_restore of the same archive.")
final class RefreshCommand implements Callable<Integer> {
    @Option(names = "--size", defaultValue = "1g", description = "Of the tables; 1g unless told.")
    private String size = "";

    @Option(names = "--runs", defaultValue = "3", description = "How many rounds count; 3 unless told.")
    private int runs;

    @Option(names = "--clients", defaultValue = "20", description = "How many connections are busy; 20 unless told.")
    private int clients;

    @Option(names = "--directory", description = "Where databases and archive are for the time of the runs.")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--nightmask", required = true, description = "The launcher.")
    private Path nightmask = Path.of("nightmask");

    @Option(names = "--page", description = "A Markdown file whose table is to be replaced.")
    private @Nullable Path page;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RefreshCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        System.setProperty("java.io.tmpdir", directory.toString());
        Path place = Files.createTempDirectory(directory, "nightmask-refresh");
        try (SampleDatabase database = SampleDatabase.create(ByteSize.parse(size), 1)) {
            Commands commands = Commands.prepare(
                    database.client(), List.of(nightmask.toAbsolutePath().toString()), place);
            List<Refresh.Round> rounds = Refresh.run(commands, place, clients, runs, System.err::println);
            List<String> lines = lines(Machine.of(database.client()), rounds);
            lines.forEach(System.out::println);
            if (page != null) {
                Page.replaceTable(page, lines);
            }
        } finally {
            Comparison.remove(place);
        }
        return 0;
    }

    private List<String> lines(Machine machine, List<Refresh.Round> rounds) {
        List<String> lines = new ArrayList<>();
        lines.add("%s. %s of tables, %d connections at work. Medians of %d runs on %s, least and most in brackets."
                .formatted(machine.describe(), size, clients, rounds.size(), LocalDate.now(Clock.systemUTC())));
        lines.add("");
        lines.add("| | |");
        lines.add("|---|---|");
        lines.add(line("pg_restore -j2 into a new database, s", rounds, Refresh.Round::plainSeconds));
        lines.add(line(
                "nightmask restore --jobs 2, from the first byte to the swap, s",
                rounds,
                Refresh.Round::restoreSeconds));
        lines.add(line("the second / the first", rounds, round -> round.restoreSeconds() / round.plainSeconds()));
        lines.add(line("longest time in which nobody could connect, s", rounds, Refresh.Round::gapSeconds));
        lines.add(line("statements of the connections a second meanwhile", rounds, Refresh.Round::statementsASecond));
        return lines;
    }

    private static String line(String title, List<Refresh.Round> rounds, ToDoubleFunction<Refresh.Round> quantity) {
        Spread spread = Spread.of(rounds.stream().mapToDouble(quantity).boxed().toList());
        return String.format(
                Locale.ROOT, "| %s | %.2f (%.2f to %.2f) |", title, spread.median(), spread.min(), spread.max());
    }
}
