package dev.nightmask.lambda.nightly;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.plan.ColumnCoverage;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Manifests;
import dev.nightmask.snapshot.publish.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a night learns of the one before it.
class EstimateTest {
    private static final long GIGABYTE = 1 << 30;

    @Test
    void timeAndSizeGrowWithTheTablesAtLastNightsRate() {
        Estimate estimate = Estimate.after(Optional.of(night(new RunSummary(
                GIGABYTE, 2, new TreeMap<>(Map.of("catalog", 2_000L, "copy", 97_000L, "publish", 1_000L)), 1))));
        assertEquals(Duration.ofSeconds(250), estimate.time(2 * GIGABYTE), "twice as long, and a quarter to spare");
        assertEquals(GIGABYTE, estimate.archiveBytes(2 * GIGABYTE));
        assertDoesNotThrow(() -> estimate.require(2 * GIGABYTE, Duration.ofSeconds(250)));
        NightmaskException refused =
                assertThrows(NightmaskException.class, () -> estimate.require(2 * GIGABYTE, Duration.ofSeconds(249)));
        assertEquals(Failure.TIME_SHORT, refused.failure());
        assertEquals(
                "the time that is left does not suffice: 250 s needed, 249 s left",
                refused.problems().getFirst().sentence());
    }

    @Test
    void firstNightAndSmallOnesAreEstimatedAsSlow() {
        RunSummary small = new RunSummary(8_192, 2, new TreeMap<>(Map.of("catalog", 900L)), 1);
        assertEquals(Estimate.after(Optional.empty()), Estimate.after(Optional.of(night(small))));
        assertEquals(
                Duration.ofSeconds(134),
                Duration.ofSeconds(
                        Estimate.after(Optional.empty()).time(GIGABYTE).toSeconds()));
    }

    @Test
    void onlyTablesThatChangedByHalfAreTold() {
        Changes changes = Changes.between(
                counting("same", 1_000, "grew", 1_000, "shrank", 1_000, "little", 10, "gone", 500),
                coverage(Map.of()),
                counting("same", 1_499, "grew", 1_500, "shrank", 500, "little", 99, "fresh", 500),
                coverage(Map.of()));
        assertEquals(
                List.of("public.grew: 1,500 rows, were 1,000", "public.shrank: 500 rows, were 1,000"),
                changes.tables());
    }

    @Test
    void newAndRedecidedColumnsAreToldAndNoMoreThanFit() {
        Map<String, String> many = new TreeMap<>();
        IntStream.range(0, 60).forEach(i -> many.put("c%02d".formatted(i), "suppress"));
        Changes changes = Changes.between(
                counting(),
                coverage(Map.of("id", "keep", "email", "suppress")),
                counting(),
                coverage(Map.of("id", "keep", "email", "keep")));
        assertEquals(List.of("public.users.email: keep, was suppress"), changes.changedColumns());
        assertEquals(List.of(), changes.newColumns());
        Changes all = Changes.between(counting(), coverage(Map.of()), counting(), coverage(many));
        assertEquals(51, all.newColumns().size());
        assertEquals("public.users.c00: suppress", all.newColumns().getFirst());
        assertEquals("and 10 more", all.newColumns().getLast());
    }

    private static ColumnCoverage coverage(Map<String, String> users) {
        SortedMap<String, SortedMap<String, String>> tables = new TreeMap<>();
        tables.put("public.users", new TreeMap<>(users));
        return new ColumnCoverage(1, tables);
    }

    private static Manifest counting(Object... namesAndRows) {
        List<TableCount> counts = IntStream.range(0, namesAndRows.length / 2)
                .mapToObj(i ->
                        new TableCount("public", (String) namesAndRows[2 * i], (Integer) namesAndRows[2 * i + 1], 0))
                .toList();
        return Manifests.of(new RunSummary(0, 1, new TreeMap<>(), 0), 1, counts);
    }

    private static Manifest night(RunSummary run) {
        return Manifests.of(run, GIGABYTE / 2, List.of());
    }
}
