package dev.nightmask.lambda.nightly;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.RunSummary;
import java.time.Duration;
import java.util.Optional;

/// How long a night will take and how large its archive will be, by what last night's took.
///
/// @param bytesPerSecond of tables on disk
/// @param archiveRatio the archive's size to that of the tables on disk
record Estimate(double bytesPerSecond, double archiveRatio) {
    /// What one slow processor does; a first night that is estimated too long costs a task, one that is estimated too
    /// short costs the night.
    private static final Estimate FIRST_NIGHT = new Estimate(10e6, 0.5);

    /// Under this much the rate is that of starting up.
    private static final long TELLING_BYTES = 64L << 20;

    private static final double MARGIN = 1.25;

    /// @param last the newest snapshot of the same database, if there is one
    static Estimate after(Optional<Manifest> last) {
        return last.filter(manifest -> manifest.run().expectedBytes() >= TELLING_BYTES)
                .map(Estimate::by)
                .orElse(FIRST_NIGHT);
    }

    private static Estimate by(Manifest last) {
        RunSummary run = last.run();
        long millis =
                run.stageMillis().values().stream().mapToLong(Long::longValue).sum();
        return new Estimate(
                run.expectedBytes() * 1_000.0 / Math.max(1, millis),
                (double) last.archive().sizeBytes() / run.expectedBytes());
    }

    /// How long it takes to read so many bytes of tables, with a quarter to spare.
    Duration time(long expectedBytes) {
        return Duration.ofMillis((long) (expectedBytes / bytesPerSecond * 1_000 * MARGIN));
    }

    long archiveBytes(long expectedBytes) {
        return (long) (expectedBytes * archiveRatio);
    }

    /// @throws NightmaskException TIME_SHORT when that takes longer than there is time
    void require(long expectedBytes, Duration left) {
        Duration needed = time(expectedBytes);
        if (needed.compareTo(left) > 0) {
            String sentence = "%d s needed, %d s left".formatted(needed.toSeconds(), Math.max(0, left.toSeconds()));
            throw new NightmaskException(Failure.TIME_SHORT, new Place.Found(sentence, 0));
        }
    }
}
