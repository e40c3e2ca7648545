package dev.nightmask.benchmarks;

import java.util.List;

/// A quantity over several runs.
///
/// @param all in the order of the runs
record Spread(double median, double min, double max, List<Double> all) {

    /// @param all at least one
    static Spread of(List<Double> all) {
        List<Double> sorted = all.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(rounded(median), rounded(sorted.getFirst()), rounded(sorted.getLast()), all);
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
