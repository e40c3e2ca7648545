package dev.nightmask.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Measures Nightmask beside pg_dump on a generated database, as whole processes in turn.")
final class CompareCommand implements Callable<Integer> {
    @Option(names = "--size", defaultValue = "1g", description = "Of the tables: 100m, 1g (the default), 10g.")
    private String size = "";

    @Option(names = "--runs", defaultValue = "5", description = "How many rounds count; 5 unless told.")
    private int runs;

    @Option(names = "--seed", defaultValue = "1", description = "Another seed gives other rows.")
    private long seed;

    @Option(
            names = "--only",
            split = ",",
            description = "What to run, for example zlib:1,zstd:1/2,pg_dump; what it is compared with is added.")
    private List<String> only = List.of();

    @Option(names = "--alone", description = "With --only: these very ones, without what they are compared with.")
    private boolean alone;

    @Option(names = "--list", description = "Shows what can be run.")
    private boolean list;

    @Option(names = "--directory", description = "Where database and archives are for the time of the runs.")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--nightmask", required = true, description = "The launcher.")
    private Path nightmask = Path.of("nightmask");

    @Option(names = "--json", description = "A file for the report as JSON.")
    private @Nullable Path json;

    @Option(names = "--page", description = "A Markdown file whose table is to be replaced.")
    private @Nullable Path page;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CompareCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<Contender> contenders = contenders();
        if (list) {
            contenders.forEach(contender -> System.out.printf("%-16s %s%n", contender.id(), contender.title()));
            return 0;
        }
        System.setProperty("java.io.tmpdir", directory.toString());
        Report report = report(contenders);
        List<String> tables = Tables.of(report);
        tables.forEach(System.out::println);
        if (json != null) {
            Files.writeString(json, toJson(report));
        }
        if (page != null) {
            Page.replaceTable(page, tables);
        }
        return report.notRun().isEmpty() ? 0 : 1;
    }

    private List<Contender> contenders() {
        if (only.isEmpty()) {
            return Contenders.all();
        }
        List<Contender> selected = Contenders.selected(only);
        return alone
                ? selected.stream()
                        .filter(contender -> only.contains(contender.id()))
                        .toList()
                : Figure.withReferences(selected);
    }

    private Report report(List<Contender> contenders) throws IOException {
        ByteSize bytes = ByteSize.parse(size);
        Path place = Files.createTempDirectory(directory, "nightmask-compare");
        say("making a database of " + bytes);
        try (SampleDatabase database = SampleDatabase.create(bytes, seed)) {
            Commands commands = Commands.prepare(
                    database.client(), List.of(nightmask.toAbsolutePath().toString()), place);
            say("%,d bytes of tables".formatted(database.tableBytes()));
            Rounds rounds = new Comparison(database, commands, place, CompareCommand::say).run(contenders, runs);
            return Report.of(
                    LocalDate.now(Clock.systemUTC()),
                    Machine.of(database.client()),
                    new Report.Database(bytes.toString(), database.tableBytes(), seed),
                    rounds);
        } finally {
            Comparison.remove(place);
        }
    }

    static String toJson(Report report) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .build()
                .writeValueAsString(report);
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
