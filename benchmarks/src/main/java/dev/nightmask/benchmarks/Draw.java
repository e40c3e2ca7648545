package dev.nightmask.benchmarks;

/// What is drawn for one row: the same for the same seed and row number, whatever was drawn before.
///
/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014); two nanoseconds a number,
/// nothing allocated. Not thread-safe.
final class Draw {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private final long seed;
    private long state;

    Draw(long seed) {
        this.seed = mix(seed);
    }

    /// Begins a row.
    void row(long number) {
        state = mix(seed + number * GAMMA);
    }

    /// A number from 0 to below the bound.
    int below(int bound) {
        return (int) Math.multiplyHigh(bits() >>> 1, (long) bound << 1);
    }

    /// The same for numbers beyond the range of int; the bound is far below 2^63, so the remainder is fair enough.
    long below(long bound) {
        return (bits() >>> 1) % bound;
    }

    boolean oneIn(int times) {
        return below(times) == 0;
    }

    byte[] oneOf(byte[][] values) {
        return values[below(values.length)];
    }

    /// As words are used: the first values far more often than the last.
    byte[] skewed(byte[][] values) {
        double at = (bits() >>> 11) * 0x1.0p-53;
        return values[(int) (at * at * at * values.length)];
    }

    long bits() {
        state += GAMMA;
        return mix(state);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
