package dev.nightmask.snapshot.copy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.snapshot.compress.Encoder.Encoded;
import dev.nightmask.snapshot.copy.Handover.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandoverTest {
    private static final int WINDOW = 3;

    @Test
    void piecesComeInTheOrderOfTasksWhicheverIsReadFirst() {
        Handover handover = new Handover(tasks(2));
        Lane first = handover.claim().orElseThrow();
        Lane second = handover.claim().orElseThrow();
        assertTrue(handover.claim().isEmpty());
        Deque<Piece> window = window();
        handover.add(second, filled(handover.free(window), "c"));
        handover.finish(second);
        handover.add(first, filled(handover.free(window), "a"));
        handover.add(first, filled(handover.free(window), "b"));
        handover.finish(first);
        assertFalse(handover.isDone());
        assertEquals("abc", taken(handover));
        assertTrue(handover.isDone());
        assertEquals(WINDOW, window.size());
    }

    /// The bound on memory: a reader that is ahead fills its window and no more.
    @Test
    void readerThatIsAheadWaitsWithAFullWindow() {
        Handover handover = new Handover(tasks(2));
        Lane first = handover.claim().orElseThrow();
        Lane second = handover.claim().orElseThrow();
        AtomicInteger filled = new AtomicInteger();
        Deque<Piece> ahead = window();
        CompletableFuture<Void> reader = inBackground(() -> {
            for (int i = 0; i < 100; i++) {
                handover.add(second, filled(handover.free(ahead), "b"));
                filled.incrementAndGet();
            }
            handover.finish(second);
        });
        Deque<Piece> window = window();
        for (int i = 0; i < 1000; i++) {
            handover.add(first, filled(handover.free(window), "a"));
            handover.release(handover.take(1).orElseThrow());
            assertTrue(filled.get() <= WINDOW);
        }
        handover.finish(first);
        assertEquals("b".repeat(100), taken(handover));
        reader.join();
    }

    @Test
    void manyReadersEndWithEveryPieceInOrder() {
        int tasks = 400;
        Handover handover = new Handover(tasks(tasks));
        List<CompletableFuture<Void>> readers = IntStream.range(0, 8)
                .mapToObj(seed -> inBackground(() -> read(handover, new Random(seed))))
                .toList();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < tasks; i++) {
            expected.append(text(i).repeat(i % 10));
        }
        assertEquals(expected.toString(), taken(handover));
        readers.forEach(CompletableFuture::join);
    }

    @Test
    void failureEndsEveryWaitWithItself() {
        Handover handover = new Handover(tasks(3));
        Lane first = handover.claim().orElseThrow();
        Lane second = handover.claim().orElseThrow();
        CompletableFuture<Throwable> writer = failureOf(() -> handover.take(1));
        CompletableFuture<Throwable> full = failureOf(() -> handover.free(new ArrayDeque<>()));
        CompletableFuture<Throwable> ahead = failureOf(() -> handover.awaitTurn(second));
        ArithmeticException failure = new ArithmeticException();
        handover.fail(failure);
        handover.fail(new IllegalStateException("second"));
        assertSame(failure, writer.join());
        assertSame(failure, full.join());
        assertSame(failure, ahead.join());
        assertSame(failure, assertThrows(ArithmeticException.class, handover::claim));
        Piece piece = new Piece(new ArrayDeque<>());
        assertSame(failure, assertThrows(ArithmeticException.class, () -> handover.add(first, piece)));
        assertFalse(handover.isDone());
    }

    @Test
    void turnComesWhenAllEarlierTasksAreWritten() {
        Handover handover = new Handover(tasks(2));
        Lane first = handover.claim().orElseThrow();
        Lane second = handover.claim().orElseThrow();
        handover.awaitTurn(first);
        CompletableFuture<Void> turn = inBackground(() -> {
            handover.awaitTurn(second);
            handover.finish(second);
        });
        handover.finish(first);
        assertEquals("", taken(handover));
        turn.join();
    }

    private static void read(Handover handover, Random random) {
        Deque<Piece> window = window();
        for (Optional<Lane> lane = handover.claim(); lane.isPresent(); lane = handover.claim()) {
            int task = (int) lane.get().task().pages().first();
            for (int i = 0; i < task % 10; i++) {
                handover.add(lane.get(), filled(handover.free(window), text(task)));
                if (random.nextInt(4) == 0) {
                    LockSupport.parkNanos(random.nextInt(20_000));
                }
            }
            handover.finish(lane.get());
        }
    }

    private static String text(int task) {
        return "<" + task + ">";
    }

    private static CompletableFuture<Throwable> failureOf(Runnable wait) {
        return CompletableFuture.supplyAsync(
                () -> assertThrows(ArithmeticException.class, wait::run), Thread::startVirtualThread);
    }

    private static CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, Thread::startVirtualThread);
    }

    private static String taken(Handover handover) {
        StringBuilder all = new StringBuilder();
        for (var piece = handover.take(1); piece.isPresent(); piece = handover.take(1)) {
            piece.get()
                    .handTo((encoded, textBytes, rows) ->
                            all.append(new String(encoded.bytes(), 0, encoded.length(), US_ASCII)));
            handover.release(piece.get());
        }
        return all.toString();
    }

    private static Piece filled(Piece piece, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        piece.fill(new Encoded(bytes, bytes.length, 0), bytes.length, 0);
        return piece;
    }

    private static Deque<Piece> window() {
        Deque<Piece> window = new ArrayDeque<>();
        for (int i = 0; i < WINDOW; i++) {
            window.add(new Piece(window));
        }
        return window;
    }

    /// One table, one page a task.
    private static Iterator<CopyTask> tasks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new CopyTask(
                        "snapshot",
                        1,
                        new PageRange(i, i == count - 1 ? OptionalLong.empty() : OptionalLong.of(i + 1)),
                        "digest",
                        "none"))
                .iterator();
    }
}
