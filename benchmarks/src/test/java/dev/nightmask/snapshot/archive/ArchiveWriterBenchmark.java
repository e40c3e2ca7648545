package dev.nightmask.snapshot.archive;

import dev.nightmask.benchmarks.SampleText;
import dev.nightmask.snapshot.archive.TocEntry.Section;
import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.snapshot.compress.Encoder;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/// What the one ordered writer of an archive takes for 16 MiB that others have compressed: framing and digests.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ArchiveWriterBenchmark {
    private static final int BYTES = 16 << 20;
    private static final Codec NONE = Codecs.parse("none");

    /// Among how many tables the bytes are.
    @Param({"1", "1024"})
    public int tables;

    private byte[] piece = {};
    private Toc toc = new Toc(header(), List.of());

    @Setup
    public void prepare() {
        piece = SampleText.ofPeople(Math.min(1 << 20, BYTES / tables));
        toc = new Toc(
                header(),
                IntStream.rangeClosed(1, tables)
                        .mapToObj(ArchiveWriterBenchmark::data)
                        .toList());
    }

    @Benchmark
    public ArchiveWriter.Written write() {
        ArchiveWriter writer = new ArchiveWriter(toc, NONE, new Nowhere());
        for (TocEntry table : toc.tableData()) {
            writer.beginTable(table);
            for (int written = 0; written < BYTES / tables; written += piece.length) {
                writer.piece(new Encoder.Encoded(piece, piece.length, 0), piece.length, 1);
            }
            writer.endTable();
        }
        return writer.finish(List.of(), "", List.of());
    }

    private static ArchiveHeader header() {
        return new ArchiveHeader(14, Compression.NONE, LocalDateTime.of(2026, 11, 21, 2, 0), "", "15.18", "15.18");
    }

    private static TocEntry data(int dumpId) {
        return new TocEntry(
                dumpId,
                true,
                0,
                16384 + dumpId,
                "t" + dumpId,
                "TABLE DATA",
                Section.DATA,
                null,
                null,
                "COPY public.t  FROM stdin;\n",
                "public",
                null,
                null,
                0,
                "",
                List.of());
    }

    private static final class Nowhere implements ArchiveSink {
        @Override
        public void reserveHead(int headBytes) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {}

        @Override
        public void complete(byte[] head) {}

        @Override
        public void close() {}
    }
}
