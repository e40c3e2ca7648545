package dev.nightmask.snapshot.publish;

/// How long the parts of one multipart upload are, and how many of them are sent at once.
///
/// S3 takes 10,000 parts of at least 5 MiB but the last, and 5 TB in all. What is expected fits in the first
/// 8,000, which are equally long, since some compatible servers take no others. An archive that outgrows it goes
/// on with 200 that are half as long again, and so on: to five times what was expected, or parts of 1 GiB.
///
/// @param partBytes of each of the first 8,000
record PartSizes(int partBytes) {
    static final int MAX_PARTS = 10_000;

    private static final int EQUAL_PARTS = 8_000;
    private static final int PARTS_OF_A_STEP = 200;
    private static final double GROWTH = 1.5;
    private static final int MAX_BYTES = 1 << 30;
    private static final int STEP_BYTES = 1 << 20;
    private static final int MAX_AT_ONCE = 3;
    private static final int BYTES_AT_ONCE = 48 << 20;

    /// @param leastBytes of a part
    /// @param expectedBytes of the whole upload; 0 when unknown
    static PartSizes of(int leastBytes, long expectedBytes) {
        long needed = Math.ceilDiv(Math.ceilDiv(expectedBytes, EQUAL_PARTS), STEP_BYTES) * STEP_BYTES;
        return new PartSizes(Math.clamp(needed, leastBytes, MAX_BYTES));
    }

    /// The length of a part by its number, which counts from 1.
    int lengthOf(int number) {
        int steps = Math.max(0, Math.ceilDiv(number - EQUAL_PARTS, PARTS_OF_A_STEP));
        return (int) Math.min(MAX_BYTES, partBytes * Math.pow(GROWTH, steps));
    }

    /// How many parts as long as this one are on their way at once: fewer of the long ones, to save memory.
    int atOnce(int number) {
        return Math.clamp(BYTES_AT_ONCE / lengthOf(number), 1, MAX_AT_ONCE);
    }
}
