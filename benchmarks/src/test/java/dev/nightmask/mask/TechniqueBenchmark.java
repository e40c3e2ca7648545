package dev.nightmask.mask;

import dev.nightmask.mask.TechniqueCatalogue.Technique;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.RuleFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One value by each technique, with the rule and the value that `nightmask rules techniques` shows.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TechniqueBenchmark {
    @Param({
        "suppress",
        "replace",
        "pseudonymize: email",
        "pseudonymize: phone",
        "pseudonymize: first_name",
        "pseudonymize: last_name",
        "pseudonymize: full_name",
        "pseudonymize: username",
        "pseudonymize: text",
        "pseudonymize: uuid",
        "pseudonymize: integer",
        "synthesize",
        "generalize: year",
        "generalize: month",
        "generalize: bucket",
        "json"
    })
    private String technique = "";

    private final Field original = new Field();
    private final Field masked = new Field();
    private Masker masker = (in, out) -> {};

    @Setup
    public void prepare() throws IOException {
        Technique example = TechniqueCatalogue.all().stream()
                .filter(each -> each.name().equals(technique))
                .findFirst()
                .orElseThrow();
        original.append(example.before().getBytes(StandardCharsets.UTF_8));
        Maskers maskers = new Maskers(PseudonymizationKey.parse("5c".repeat(32)));
        masker = maskers.create(rule(example.rule()), new ValueType(family(), 0), "benchmark");
    }

    @Benchmark
    public Field value() {
        masked.clear();
        masker.mask(original, masked);
        return masked;
    }

    private Family family() {
        return switch (technique) {
            case "pseudonymize: integer", "generalize: bucket" -> Family.INTEGER;
            case "generalize: year", "generalize: month" -> Family.DATE;
            case "json" -> Family.JSON;
            default -> Family.TEXT;
        };
    }

    private static Rule rule(String line) throws IOException {
        Path file = Files.createTempFile("nightmask-benchmark", ".yaml");
        try {
            Files.writeString(file, "version: 1\ntables:\n  public.t:\n    c: " + line + "\n");
            return RuleFiles.read(file).tables().getFirst().columns().getFirst().rule();
        } finally {
            Files.delete(file);
        }
    }
}
