package dev.nightmask.lambda.refresh;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.publish.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a function has for one refresh: a disk of a size that was chosen, and minutes.
///
/// @param freeBytes where the archive goes
/// @param left until the refresh would be stopped
record Capacity(long freeBytes, Duration left) {
    /// About twice what one connection took of the rows of docs/restore.md, indexes included. What needs longer than
    /// that is certain to fail, whatever the server.
    private static final long FASTEST_BYTES_PER_SECOND = 100_000_000;

    static Capacity of(Path directory, Duration left) {
        try {
            return new Capacity(Files.getFileStore(directory).getUsableSpace(), left);
        } catch (IOException e) {
            throw new NightmaskException(Failure.OUTPUT_UNWRITABLE, new Place.FilePosition(directory.toString(), 0, 0));
        }
    }

    /// Refuses a snapshot that is certain not to fit, before any of it is fetched. One that is let in may still run out
    /// of time.
    ///
    /// @param jobs connections that load at once
    /// @throws NightmaskException REFRESH_OUTGROWN with what does not suffice
    void require(Manifest manifest, int jobs) {
        List<Problem> problems = new ArrayList<>();
        long archiveBytes = manifest.archive().sizeBytes();
        if (archiveBytes > freeBytes) {
            problems.add(
                    problem("%,d MiB of disk needed, %,d MiB free".formatted(archiveBytes >> 20, freeBytes >> 20)));
        }
        long rowBytes =
                manifest.seal().tables().stream().mapToLong(TableCount::bytes).sum();
        long seconds = rowBytes / (FASTEST_BYTES_PER_SECOND * jobs);
        if (seconds > left.toSeconds()) {
            problems.add(problem("%,d s needed at best, %,d s left".formatted(seconds, Math.max(0, left.toSeconds()))));
        }
        if (!problems.isEmpty()) {
            throw new NightmaskException(problems);
        }
    }

    private static Problem problem(String what) {
        return new Problem(Failure.REFRESH_OUTGROWN, new Place.Found(what, 0));
    }
}
