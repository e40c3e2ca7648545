package dev.nightmask.benchmarks;

import dev.nightmask.benchmarks.Contender.Snapshot;
import dev.nightmask.benchmarks.Contender.Variant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A figure that Nightmask wants to reach.
///
/// @param reference what the contender is divided by, round by round; none where the figure is absolute
record Figure(Contender contender, Optional<Contender> reference, Quantity quantity, double atMost) {
    private static final Snapshot ZLIB_1 = masked("zlib:1");
    private static final Snapshot ZLIB_3 = masked("zlib:3");

    static final List<Figure> WANTED = List.of(
            ratio(ZLIB_1, Contenders.DUMP_1, Quantity.WALL_SECONDS, 0.55),
            ratio(new Snapshot("zlib:1", 2, Variant.JDK), Contenders.DUMP_1, Quantity.WALL_SECONDS, 0.85),
            ratio(ZLIB_1, Contenders.DIRECTORY_1, Quantity.WALL_SECONDS, 0.70),
            ratio(ZLIB_3, Contenders.DUMP_6, Quantity.WALL_SECONDS, 0.22),
            ratio(ZLIB_3, Contenders.DUMP_6, Quantity.OUTPUT_MB, 1.10),
            ratio(masked("zlib:6"), Contenders.DUMP_6, Quantity.WALL_SECONDS, 0.58),
            ratio(masked("zstd:1"), Contenders.DUMP_1, Quantity.WALL_SECONDS, 0.50),
            ratio(ZLIB_1, new Snapshot("zlib:1", 2, Variant.KEPT), Quantity.CPU_SECONDS, 1.15),
            ratio(masked("none"), new Snapshot("none", 2, Variant.KEPT), Quantity.CPU_SECONDS, 1.15),
            new Figure(ZLIB_1, Optional.empty(), Quantity.RESIDENT_MB, 256),
            new Figure(ZLIB_1, Optional.empty(), Quantity.FIRST_COPY_SECONDS, 1.5));

    /// The contenders and what their figures are divided by, in the usual order.
    static List<Contender> withReferences(List<Contender> contenders) {
        Set<Contender> wanted = new HashSet<>(contenders);
        wanted.add(Contenders.DUMP_1);
        for (Figure figure : WANTED) {
            if (contenders.contains(figure.contender())) {
                figure.reference().ifPresent(wanted::add);
            }
        }
        return Contenders.all().stream().filter(wanted::contains).toList();
    }

    private static Snapshot masked(String compression) {
        return new Snapshot(compression, 2, Variant.MASKED);
    }

    private static Figure ratio(Contender contender, Contender reference, Quantity quantity, double atMost) {
        return new Figure(contender, Optional.of(reference), quantity, atMost);
    }
}
