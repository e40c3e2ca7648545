package dev.nightmask.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Deadline OVER = new Deadline(NOW);

    @Test
    void whatRunsOutOfTimeIsInterruptedAndFailsAsLate() {
        NightmaskException failed = assertThrows(
                NightmaskException.class,
                () -> OVER.within(CLOCK, DeadlineTest::late, () -> {
                    awaitInterrupt();
                    throw new NightmaskException(Failure.SOURCE_LOST, new Place.Nowhere());
                }));
        assertEquals(Failure.TIME_SHORT, failed.failure());
        assertEquals(1, failed.getSuppressed().length, "what the interrupt made of it");
        assertFalse(Thread.interrupted(), "there is time to tell of it");
    }

    @Test
    void whatIsFinishedThoughItsTimeIsOverCounts() {
        assertEquals("done", OVER.within(CLOCK, DeadlineTest::late, () -> {
            awaitInterrupt();
            return "done";
        }));
        assertFalse(Thread.interrupted());
    }

    @Test
    void whatFailsInTimeKeepsItsFailureAndOthersInterrupts() {
        Deadline later = new Deadline(NOW.plus(Deadline.RESERVE).plus(Duration.ofHours(1)));
        assertEquals(Duration.ofHours(1), later.left(CLOCK));
        NightmaskException failed = assertThrows(
                NightmaskException.class,
                () -> later.within(CLOCK, DeadlineTest::late, () -> {
                    Thread.currentThread().interrupt();
                    throw new NightmaskException(Failure.INTERRUPTED, new Place.Nowhere());
                }));
        assertEquals(Failure.INTERRUPTED, failed.failure());
        assertTrue(Thread.interrupted());
    }

    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static NightmaskException late() {
        return new NightmaskException(Failure.TIME_SHORT, new Place.Nowhere());
    }
}
