package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

class PartsInFlightTest {
    private static final Place PLACE = new Place.Stored("s3://bucket", "archive.dump");

    private final CountDownLatch gate = new CountDownLatch(1);
    private final PartsInFlight parts = new PartsInFlight(PLACE);

    @AfterEach
    void close() {
        parts.close();
    }

    @Test
    void receiptsComeInTheOrderOfTheParts() {
        Part second = full(2);
        parts.send(second, 2, this::held);
        parts.send(full(1), 2, PartsInFlightTest::receipt);
        gate.countDown();
        assertEquals(
                List.of(1, 2),
                parts.awaitAll().stream().map(CompletedPart::partNumber).toList());
        assertEquals(2, parts.sentBytes());
    }

    @Test
    void memoryOfASentPartIsUsedAgain() {
        Part first = full(1);
        parts.send(first, 1, PartsInFlightTest::receipt);
        parts.awaitAll();
        Part next = parts.empty(2, 1);
        assertSame(first, next);
        assertEquals(0, next.length());
        assertEquals(2, next.number());
        assertEquals(3, parts.empty(3, 3).capacity());
    }

    @Test
    void writerWaitsOnlyWhenTooManyAreOnTheirWay() {
        parts.send(full(1), 2, this::held);
        parts.send(full(2), 2, this::held);
        Thread.currentThread().interrupt();
        assertFails(Failure.INTERRUPTED, () -> parts.send(full(3), 2, this::held));
        assertTrue(Thread.interrupted(), "the interrupt was lost");
    }

    @Test
    void failureIsThrownByTheNextCall() {
        parts.send(full(1), 1, part -> {
            throw new NightmaskException(Failure.STORE_DENIED, PLACE);
        });
        assertFails(Failure.STORE_DENIED, () -> parts.send(full(2), 1, PartsInFlightTest::receipt));
        parts.check();
    }

    @Test
    void whatHasFailedIsThrownTogetherAtTheEndAndWhatIsStoppedIsNot() throws InterruptedException {
        CountDownLatch failing = new CountDownLatch(2);
        Function<Part, CompletedPart> sender = part -> {
            failing.countDown();
            throw new NightmaskException(Failure.STORE_BUSY, PLACE);
        };
        parts.send(full(1), 3, this::held);
        parts.send(full(2), 3, sender);
        parts.send(full(3), 3, sender);
        failing.await();
        NightmaskException first = assertFails(Failure.STORE_BUSY, parts::close);
        assertEquals(1, first.getSuppressed().length);
    }

    @Test
    void defectOfASenderIsThrownAsItIs() {
        parts.send(full(1), 1, part -> {
            throw new IllegalArgumentException();
        });
        assertThrows(IllegalArgumentException.class, parts::awaitAll);
    }

    /// Sends when the gate opens.
    private CompletedPart held(Part part) {
        try {
            gate.await();
            return receipt(part);
        } catch (InterruptedException e) {
            throw new NightmaskException(Failure.INTERRUPTED, PLACE);
        }
    }

    private static Part full(int number) {
        Part part = new Part(number, 1);
        part.fill(new byte[] {7}, 0, 1);
        return part;
    }

    private static CompletedPart receipt(Part part) {
        return CompletedPart.builder().partNumber(part.number()).build();
    }

    private static NightmaskException assertFails(Failure failure, Executable step) {
        NightmaskException e = assertThrows(NightmaskException.class, step);
        assertEquals(failure, e.failure());
        return e;
    }
}
