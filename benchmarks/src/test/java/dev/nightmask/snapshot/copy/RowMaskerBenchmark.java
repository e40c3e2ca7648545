package dev.nightmask.snapshot.copy;

import dev.nightmask.benchmarks.SampleText;
import dev.nightmask.mask.Maskers;
import dev.nightmask.mask.PseudonymizationKey;
import dev.nightmask.mask.ValueType;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.Rule.Pseudonymize.Kind;
import dev.nightmask.snapshot.catalog.Column;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

/// A megabyte of the wide table: 23 columns, 670 bytes a row.
///
/// `kept` finds the ends of all fields and copies; `suppressed` also replaces the last; `masked` gives six columns
/// pseudonyms, as the comparison of whole runs does.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RowMaskerBenchmark {
    private static final Map<String, Kind> SIX = Map.of(
            "username", Kind.USERNAME,
            "email", Kind.EMAIL,
            "first_name", Kind.FIRST_NAME,
            "last_name", Kind.LAST_NAME,
            "phone", Kind.PHONE,
            "street", Kind.TEXT);

    @Param({"kept", "suppressed", "masked"})
    private String rules = "";

    private final MaskedRows out = new MaskedRows();
    private List<byte[]> rows = List.of();
    private RowMasker masker = masker(List.of());

    @Setup
    public void prepare() {
        rows = SampleText.rows(SampleText.ofPeople(1 << 20));
        List<Decision> decisions = new ArrayList<>();
        for (String name : SampleText.COLUMNS) {
            decisions.add(new Decision(
                    new Column(name, new ValueType(Family.TEXT, 0), "text", false, false), rule(name), name));
        }
        masker = masker(decisions);
    }

    @Benchmark
    public MaskedRows rows() {
        for (byte[] row : rows) {
            masker.mask(row, out);
        }
        return out;
    }

    private Rule rule(String column) {
        if (rules.equals("masked") && SIX.containsKey(column)) {
            return new Pseudonymize(SIX.get(column), Optional.empty());
        }
        if (rules.equals("suppressed") && column.equals(SampleText.COLUMNS.getLast())) {
            return new Rule.Suppress();
        }
        return new Rule.Keep("benchmark");
    }

    private static RowMasker masker(List<Decision> decisions) {
        List<Column> columns = decisions.stream().map(Decision::column).toList();
        Table table = new Table(
                1,
                "public",
                "people",
                OptionalInt.of(1),
                columns,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                0,
                0,
                0);
        Maskers maskers = new Maskers(PseudonymizationKey.parse("5c".repeat(32)));
        return new RowMasker(new TablePlan(table, true, decisions), maskers);
    }
}
