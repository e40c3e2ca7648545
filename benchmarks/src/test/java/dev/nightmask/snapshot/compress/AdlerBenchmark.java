package dev.nightmask.snapshot.compress;

import dev.nightmask.benchmarks.SampleText;
import java.util.concurrent.TimeUnit;
import java.util.zip.Adler32;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it takes to add a piece's checksum to a table's, beside summing a megabyte anew.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AdlerBenchmark {
    private static final int PIECE = 1 << 20;

    private final Adler32 adler = new Adler32();
    private byte[] text = {};
    private long sum = Adler.EMPTY;

    @Setup
    public void prepare() {
        text = SampleText.ofPeople(PIECE);
    }

    @Benchmark
    public long combine() {
        sum = Adler.combine(sum, 0x12345678L, PIECE);
        return sum;
    }

    @Benchmark
    public long megabyte() {
        adler.reset();
        adler.update(text, 0, text.length);
        return adler.getValue();
    }
}
