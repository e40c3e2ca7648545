package dev.nightmask.benchmarks;

import java.util.List;

/// What is measured of a run.
enum Quantity {
    WALL_SECONDS,
    CPU_SECONDS,
    SERVER_CPU_SECONDS,
    RESIDENT_MB,
    OUTPUT_MB,
    FIRST_COPY_SECONDS;

    double of(Measured run) {
        return switch (this) {
            case WALL_SECONDS -> run.wallSeconds();
            case CPU_SECONDS -> run.cpuSeconds();
            case SERVER_CPU_SECONDS -> run.serverCpuSeconds();
            case RESIDENT_MB -> run.residentBytes() / 1e6;
            case OUTPUT_MB -> run.outputBytes() / 1e6;
            case FIRST_COPY_SECONDS -> run.firstCopySeconds();
        };
    }

    Spread of(List<Measured> runs) {
        return Spread.of(runs.stream().map(this::of).toList());
    }
}
