package dev.nightmask.benchmarks;

import java.util.List;

/// Everything measured of one contender, over its runs. Decimal megabytes.
record Quantities(
        Spread wallSeconds,
        Spread cpuSeconds,
        Spread serverCpuSeconds,
        Spread residentMb,
        Spread outputMb,
        Spread firstCopySeconds) {

    static Quantities of(List<Measured> runs) {
        return new Quantities(
                Quantity.WALL_SECONDS.of(runs),
                Quantity.CPU_SECONDS.of(runs),
                Quantity.SERVER_CPU_SECONDS.of(runs),
                Quantity.RESIDENT_MB.of(runs),
                Quantity.OUTPUT_MB.of(runs),
                Quantity.FIRST_COPY_SECONDS.of(runs));
    }
}
