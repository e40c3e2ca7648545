package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.snapshot.publish.S3Settings.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class AttemptsTest {
    private final SdkException busy = S3Exception.builder().statusCode(503).build();
    private final SdkException denied = S3Exception.builder().statusCode(403).build();
    private final SdkException refused = SdkClientException.create("refused", new IOException());

    private final FixedTime time = new FixedTime();
    private final Attempts attempts = new Attempts(
            new Patience(6, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMillis(200)), time, () -> 1.0);
    private int made;

    @Test
    void pausesGrowThreefoldAndAttemptsAreBounded() {
        assertSame(busy, assertThrows(SdkException.class, () -> attempts.make(failing(busy))));
        assertEquals(6, made);
        assertEquals(List.of(200L, 600L, 1_800L, 5_400L, 16_200L), time.pauses);
    }

    @Test
    void randomShortensAPauseToHalfAtMost() {
        Attempts hasty = new Attempts(attempts.patience(), time, () -> 0.0);
        assertThrows(SdkException.class, () -> hasty.make(failing(busy)));
        assertEquals(List.of(100L, 300L, 900L, 2_700L, 8_100L), time.pauses);
    }

    @Test
    void whatDoesNotPassIsNotTriedAgain() {
        assertSame(denied, assertThrows(SdkException.class, () -> attempts.make(failing(denied))));
        assertEquals(1, made);
        assertEquals(List.of(), time.pauses);
    }

    @Test
    void defectIsThrownAsItIs() {
        assertThrows(IllegalStateException.class, () -> attempts.make(failing(new IllegalStateException())));
        assertEquals(1, made);
    }

    @Test
    void serverThatNeverAnsweredIsAskedThreeTimesAndOneThatDidSixTimes() {
        assertThrows(SdkException.class, () -> attempts.make(failing(refused)));
        assertEquals(3, made);
        assertThrows(SdkException.class, () -> attempts.make(failing(denied)));
        made = 0;
        assertThrows(SdkException.class, () -> attempts.make(failing(refused)));
        assertEquals(6, made);
    }

    @Test
    void deadlineOfAllAttemptsEndsThem() {
        assertThrows(
                SdkException.class,
                () -> attempts.make(() -> {
                    time.now += Duration.ofMinutes(2).toNanos();
                    return failing(busy).get();
                }));
        assertEquals(3, made, "the third ends after six minutes");
    }

    @Test
    void silenceEndsAtTheDeadlineAndTheAttemptIsInterrupted() throws InterruptedException {
        Patience twice = new Patience(2, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMillis(1));
        CountDownLatch interrupted = new CountDownLatch(2);
        assertThrows(ApiCallAttemptTimeoutException.class, () -> attempts.make(twice, silent(interrupted, () -> {})));
        assertTrue(interrupted.await(1, TimeUnit.MINUTES));
    }

    @Test
    void interruptEndsTheWaitAndTheAttempt() throws InterruptedException {
        Thread caller = Thread.currentThread();
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThrows(AbortedException.class, () -> attempts.make(silent(interrupted, caller::interrupt)));
        assertTrue(Thread.interrupted(), "the interrupt was lost");
        assertTrue(interrupted.await(1, TimeUnit.MINUTES));
    }

    @Test
    void interruptEndsThePause() {
        time.interrupted = true;
        assertThrows(AbortedException.class, () -> attempts.make(failing(busy)));
        assertTrue(Thread.interrupted(), "the interrupt was lost");
        assertEquals(1, made);
    }

    @Test
    void patienceGrowsWithTheWorkAndEndsSoonWhenClearingUp() {
        Patience usual = Patience.usual();
        assertEquals(Duration.ofMinutes(3), usual.times(3).each());
        assertEquals(Duration.ofMinutes(15), usual.times(3).inAll());
        assertEquals(Duration.ofSeconds(8), usual.hurried().inAll());
        assertEquals(attempts.patience().pause(), usual.hurried().pause());
    }

    private Supplier<Integer> failing(RuntimeException failure) {
        return () -> {
            made++;
            throw failure;
        };
    }

    /// @param begun runs when the request is on its way: an attempt that ends before that has nothing to interrupt
    private static Supplier<Integer> silent(CountDownLatch interrupted, Runnable begun) {
        return () -> {
            try {
                begun.run();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return 0;
        };
    }

    private static final class FixedTime implements Attempts.Waiting {
        private final List<Long> pauses = new ArrayList<>();
        private boolean interrupted;
        private long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void sleep(Duration pause) throws InterruptedException {
            if (interrupted) {
                throw new InterruptedException();
            }
            pauses.add(pause.toMillis());
            now += pause.toNanos();
        }
    }
}
