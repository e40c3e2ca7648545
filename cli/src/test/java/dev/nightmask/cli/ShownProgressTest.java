package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShownProgressTest {
    private long now;

    @Test
    void pipeGetsALineForEachStageAndNoEscapes() {
        Captured captured = Captured.plain();
        try (ShownProgress progress = new ShownProgress(captured.terminal(), () -> now)) {
            progress.stage("copy", 4_000_000);
            seconds(2);
            progress.advance(1_000, 1_000_000);
            progress.stage("publish", 0);
            seconds(1);
        }
        assertEquals("  copy: 1,000 rows, 1.0 MB, 2.0 s\n  publish: 1.0 s\n", captured.err());
    }

    @Test
    void pipeHearsOfLongWorkEveryTenSeconds() {
        Captured captured = Captured.plain();
        try (ShownProgress progress = new ShownProgress(captured.terminal(), () -> now)) {
            progress.stage("copy", 40_000_000);
            for (int i = 0; i < 25; i++) {
                seconds(1);
                progress.advance(10, 1_000_000);
            }
        }
        assertEquals(3, captured.err().lines().count(), captured.err());
        assertTrue(captured.err().startsWith("  copy: 100 rows, 10.0 MB, 1.0 MB/s, 25 %, 30 s left\n"), captured.err());
    }

    @Test
    void thingsAreCounted() {
        Captured captured = Captured.plain();
        try (ShownProgress progress = new ShownProgress(captured.terminal(), () -> now)) {
            progress.count("indexes and keys", 40);
            for (int i = 0; i < 20; i++) {
                seconds(1);
                progress.advance(1, 0);
            }
        }
        assertEquals(
                List.of(
                        "  indexes and keys: 10 of 40, 30 s left",
                        "  indexes and keys: 20 of 40, 20 s left",
                        "  indexes and keys: 20, 20.0 s"),
                captured.err().lines().toList());
    }

    @Test
    void terminalIsDrawnOverAtMostFiveTimesASecond() {
        Captured captured = Captured.interactive();
        try (ShownProgress progress = new ShownProgress(captured.terminal(), () -> now)) {
            progress.stage("copy", 0);
            for (int i = 0; i < 1_000; i++) {
                now += TimeUnit.MILLISECONDS.toNanos(1);
                progress.advance(1, 100);
            }
        }
        assertEquals(7, captured.err().chars().filter(c -> c == '\r').count(), captured.err());
        assertEquals(1, captured.err().lines().filter(line -> !line.isEmpty()).count() / 7);
        assertTrue(captured.err().endsWith("1,000 rows, 100.0 kB, 1.0 s\u001b[K\n"), captured.err());
    }

    @Test
    void nothingIsSaidOfWorkThatHadNoStage() {
        Captured captured = Captured.plain();
        new ShownProgress(captured.terminal(), () -> now).close();
        assertFalse(captured.err().contains(":"));
    }

    @Test
    void amountsReadWell() {
        assertEquals("999 B", Amounts.bytes(999));
        assertEquals("1.0 kB", Amounts.bytes(1_000));
        assertEquals("1.0 MB", Amounts.bytes(999_960));
        assertEquals("9.2 EB", Amounts.bytes(Long.MAX_VALUE));
        assertEquals("1,234,567", Amounts.count(1_234_567));
        assertEquals("59 s", Amounts.time(java.time.Duration.ofSeconds(59)));
        assertEquals("3 min 00 s", Amounts.time(java.time.Duration.ofMinutes(3)));
        assertEquals("26 h 05 min", Amounts.time(java.time.Duration.ofMinutes(26 * 60 + 5)));
    }

    private void seconds(int seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }
}
