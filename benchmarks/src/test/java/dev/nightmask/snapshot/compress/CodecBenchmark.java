package dev.nightmask.snapshot.compress;

import dev.nightmask.benchmarks.SampleText;
import dev.nightmask.snapshot.compress.Encoder.Encoded;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A megabyte of COPY text by each codec, as a worker encodes it; `(JDK)` is without native code.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class CodecBenchmark {
    private static final int PIECE = 1 << 20;
    private static final String JDK = " (JDK)";

    @Param({"none", "zlib:1", "zlib:1 (JDK)", "zlib:3", "zlib:3 (JDK)", "zlib:6", "zstd:1", "zstd:3", "lz4"})
    private String codec = "";

    private byte[] text = {};
    private Encoder encoder = new NoneEncoder();

    @Setup
    public void prepare() {
        text = SampleText.ofPeople(PIECE);
        Codec chosen = codec.endsWith(JDK)
                ? Codecs.parseForJdk(codec.substring(0, codec.length() - JDK.length()))
                : Codecs.parse(codec);
        encoder = chosen.newEncoder();
        Encoded encoded = encoder.encode(text, text.length);
        System.out.printf("%,d bytes to %,d%n", text.length, encoded.length());
    }

    @Benchmark
    public Encoded piece() {
        return encoder.encode(text, text.length);
    }

    @TearDown
    public void close() {
        encoder.close();
    }
}
