package dev.nightmask.lambda.refresh;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Manifests;
import dev.nightmask.snapshot.publish.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is refused before any of it is fetched.
class CapacityTest {
    private static final long GIGABYTE = 1 << 30;
    private static final Duration LEFT = Duration.ofMinutes(14);

    @Test
    void archiveThatIsLargerThanTheDiskIsRefused() {
        Capacity capacity = new Capacity(10 * GIGABYTE, LEFT);
        assertDoesNotThrow(() -> capacity.require(snapshot(10 * GIGABYTE, GIGABYTE), 2));
        assertEquals(
                List.of("staging outgrew its function: 10,241 MiB of disk needed, 10,240 MiB free"),
                refused(capacity, snapshot(10 * GIGABYTE + (1 << 20), GIGABYTE)));
    }

    @Test
    void rowsThatNoServerTakesInTimeAreRefused() {
        Capacity capacity = new Capacity(10 * GIGABYTE, LEFT);
        assertDoesNotThrow(() -> capacity.require(snapshot(GIGABYTE, 168_000_000_000L), 2));
        assertEquals(
                List.of("staging outgrew its function: 841 s needed at best, 840 s left"),
                refused(capacity, snapshot(GIGABYTE, 168_200_000_000L)));
        assertEquals(
                2,
                refused(new Capacity(0, Duration.ofSeconds(-5)), snapshot(GIGABYTE, GIGABYTE))
                        .size(),
                "all that is wrong is said at once");
    }

    private static List<String> refused(Capacity capacity, Manifest manifest) {
        NightmaskException refused = assertThrows(NightmaskException.class, () -> capacity.require(manifest, 2));
        assertEquals(Failure.REFRESH_OUTGROWN, refused.failure());
        return refused.problems().stream().map(Problem::sentence).toList();
    }

    private static Manifest snapshot(long archiveBytes, long rowBytes) {
        return Manifests.of(
                new RunSummary(0, 1, new TreeMap<>(), 0),
                archiveBytes,
                List.of(new TableCount("public", "people", 1, rowBytes)));
    }
}
