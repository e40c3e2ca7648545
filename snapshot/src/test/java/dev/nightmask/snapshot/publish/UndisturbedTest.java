package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndisturbedTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void interruptedThreadGoesThroughAllSteps() {
        Thread.currentThread().interrupt();
        Undisturbed.run(() -> done.add("first " + Thread.currentThread().isInterrupted()), () -> done.add("second"));
        assertTrue(Thread.interrupted(), "the interrupt was lost");
        assertEquals(List.of("first false", "second"), done);
    }

    @Test
    void failureOfOneStepKeepsNoOtherFromBeingDone() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException third = new IllegalStateException("third");
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> Undisturbed.run(() -> fail(first), () -> done.add("second"), () -> fail(third)));
        assertSame(first, thrown);
        assertEquals(List.of(third), Arrays.asList(thrown.getSuppressed()));
        assertEquals(List.of("second"), done);
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }
}
