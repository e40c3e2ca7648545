package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Sends parts in the background, each on a virtual thread, and uses their memory again. Called by one thread,
/// which waits only while too many are on their way; an interrupt ends the wait.
///
/// What fails is thrown by the next call.
final class PartsInFlight implements AutoCloseable {
    private final Place place;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("nightmask-part-", 0).factory());
    private final CompletionService<Sent> ended = new ExecutorCompletionService<>(threads);
    private final Deque<Part> free = new ArrayDeque<>();
    private final List<CompletedPart> receipts = new ArrayList<>();
    private int inFlight;
    private long sentBytes;

    /// @param place of the upload, for messages
    PartsInFlight(Place place) {
        this.place = place;
    }

    /// How many bytes have arrived.
    long sentBytes() {
        return sentBytes;
    }

    /// An empty part, in the memory of one that has been sent if there is any.
    Part empty(int number, int capacity) {
        free.removeIf(part -> part.capacity() != capacity);
        Part part = free.poll();
        return part == null ? new Part(number, capacity) : part.as(number);
    }

    /// Sends a part, once fewer than `atOnce` are on their way. It is not the caller's any more.
    ///
    /// @param sender ends when it is interrupted, and by a deadline of its own
    void send(Part part, int atOnce, Function<Part, CompletedPart> sender) {
        awaitFewerThan(atOnce);
        Future<Sent> unused = ended.submit(() -> new Sent(part, sender.apply(part)));
        inFlight++;
    }

    /// Throws what has failed meanwhile, and INTERRUPTED when the calling thread is to give up. Does not wait.
    void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
        endedMeanwhile().forEach(this::collect);
    }

    /// Waits for all that are on their way. Returns the receipts of all parts in the order of their numbers.
    List<CompletedPart> awaitAll() {
        awaitFewerThan(1);
        receipts.sort(Comparator.comparing(CompletedPart::partNumber));
        return receipts;
    }

    /// Ends all that are on their way. What had failed by itself is thrown, the first with the others as
    /// suppressed.
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        free.clear();
        endedMeanwhile()
                .filter(part -> part.state() == Future.State.FAILED)
                .map(part -> Undisturbed.unchecked(part.exceptionNow()))
                .filter(failure -> !isInterrupt(failure))
                .reduce(PartsInFlight::withSuppressed)
                .ifPresent(failure -> {
                    throw failure;
                });
    }

    private void awaitFewerThan(int count) {
        while (inFlight >= count) {
            try {
                collect(ended.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw interrupted();
            }
        }
    }

    private void collect(Future<Sent> part) {
        inFlight--;
        if (part.state() != Future.State.SUCCESS) {
            throw Undisturbed.unchecked(part.exceptionNow());
        }
        Sent sent = part.resultNow();
        receipts.add(sent.receipt());
        sentBytes += sent.part().length();
        free.push(sent.part());
    }

    private Stream<Future<Sent>> endedMeanwhile() {
        return Stream.generate(ended::poll).takeWhile(Objects::nonNull);
    }

    private NightmaskException interrupted() {
        return new NightmaskException(Failure.INTERRUPTED, place);
    }

    private static boolean isInterrupt(RuntimeException failure) {
        return failure instanceof NightmaskException known && known.failure() == Failure.INTERRUPTED;
    }

    private static RuntimeException withSuppressed(RuntimeException first, RuntimeException more) {
        first.addSuppressed(more);
        return first;
    }

    private record Sent(Part part, CompletedPart receipt) {}
}
