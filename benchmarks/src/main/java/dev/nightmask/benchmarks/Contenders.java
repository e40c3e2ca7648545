package dev.nightmask.benchmarks;

import dev.nightmask.benchmarks.Contender.Copy;
import dev.nightmask.benchmarks.Contender.Dump;
import dev.nightmask.benchmarks.Contender.Snapshot;
import dev.nightmask.benchmarks.Contender.Variant;
import java.util.List;
import java.util.stream.Stream;

/// All that is compared, in the order of one round.
final class Contenders {
    static final Dump DUMP_1 = new Dump(1, 1);
    static final Dump DUMP_6 = new Dump(1, 6);
    static final Dump DIRECTORY_1 = new Dump(2, 1);

    private static final List<String> COMPRESSIONS = List.of("zlib:1", "zlib:3", "zlib:6", "zstd:1", "lz4", "none");

    private Contenders() {}

    static List<Contender> all() {
        Stream<Contender> others = Stream.of(new Copy(), DUMP_1, DUMP_6, DIRECTORY_1);
        Stream<Contender> masked = COMPRESSIONS.stream()
                .flatMap(compression -> Stream.of(1, 2).map(jobs -> new Snapshot(compression, jobs, Variant.MASKED)));
        Stream<Contender> variants = Stream.of(
                new Snapshot("zlib:1", 2, Variant.JDK),
                new Snapshot("zlib:1", 2, Variant.KEPT),
                new Snapshot("none", 2, Variant.KEPT));
        return Stream.of(others, masked, variants).flatMap(part -> part).toList();
    }

    /// Those whose ids begin with one of the given words: `zlib:1` stands for `zlib:1/1`, `zlib:1/2/kept` and the rest.
    ///
    /// @throws IllegalArgumentException when one selects nothing
    static List<Contender> selected(List<String> ids) {
        for (String id : ids) {
            if (all().stream().noneMatch(contender -> begins(contender, id))) {
                throw new IllegalArgumentException("nothing is called " + id);
            }
        }
        return all().stream()
                .filter(contender -> ids.stream().anyMatch(id -> begins(contender, id)))
                .toList();
    }

    private static boolean begins(Contender contender, String id) {
        return (contender.id() + "/").startsWith(id + "/");
    }
}
