package dev.nightmask.snapshot.publish;

import dev.nightmask.snapshot.publish.S3Settings.Patience;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/// Makes requests to S3, and makes them again after what passes: an answer that the server is busy, a cut
/// connection, silence. The SDK itself repeats nothing.
///
/// Each attempt has a virtual thread of its own, on which an interrupt closes the socket: a server that takes a
/// connection and stays silent costs no more than the deadline. One that has not answered a single request is
/// given up sooner, for its address is probably wrong. Thread-safe.
final class Attempts {
    private static final int BEFORE_ANY_ANSWER = 3;
    private static final int GROWTH = 3;

    private final Patience patience;
    private final Waiting waiting;
    private final DoubleSupplier random;
    private volatile boolean answered;

    /// @param random from 0 to 1; spreads the requests of runs that all began at the full hour
    Attempts(Patience patience, Waiting waiting, DoubleSupplier random) {
        this.patience = patience;
        this.waiting = waiting;
        this.random = random;
    }

    /// The patience with a small request; a larger one deserves more.
    Patience patience() {
        return patience;
    }

    <T> T make(Supplier<T> request) {
        return make(patience, request);
    }

    /// Makes a request until it succeeds, or fails for good, or patience is at its end.
    ///
    /// @param request made any number of times; throws an SdkException for what S3 or the network did
    /// @throws SdkException of the last attempt; an AbortedException when the calling thread was interrupted
    <T> T make(Patience bounds, Supplier<T> request) {
        long end = waiting.nanoTime() + bounds.inAll().toNanos();
        long pause = bounds.pause().toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return once(request, Math.min(bounds.each().toNanos(), end - waiting.nanoTime()));
            } catch (SdkException e) {
                boolean last = attempt >= limit(bounds) || waiting.nanoTime() + pause >= end;
                if (last || !S3Failures.passes(e)) {
                    throw e;
                }
            }
            sleep((long) (pause * (0.5 + random.getAsDouble() / 2)));
            pause *= GROWTH;
        }
    }

    private int limit(Patience bounds) {
        return answered ? bounds.attempts() : Math.min(BEFORE_ANY_ANSWER, bounds.attempts());
    }

    private <T> T once(Supplier<T> request, long deadlineNanos) {
        FutureTask<T> task = new FutureTask<>(request::get);
        Thread.ofVirtual().name("nightmask-s3").start(task);
        try {
            T answer = task.get(deadlineNanos, TimeUnit.NANOSECONDS);
            answered = true;
            return answer;
        } catch (ExecutionException e) {
            answered |= e.getCause() instanceof AwsServiceException;
            throw Undisturbed.unchecked(task.exceptionNow());
        } catch (TimeoutException e) {
            throw ApiCallAttemptTimeoutException.create(TimeUnit.NANOSECONDS.toMillis(deadlineNanos));
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            task.cancel(true);
        }
    }

    private void sleep(long nanos) {
        try {
            waiting.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static AbortedException interrupted() {
        Thread.currentThread().interrupt();
        return AbortedException.create("interrupted");
    }

    /// The clock, and time that goes by.
    interface Waiting {
        /// As of [System#nanoTime()].
        long nanoTime();

        void sleep(Duration pause) throws InterruptedException;

        static Waiting real() {
            return new Waiting() {
                @Override
                public long nanoTime() {
                    return System.nanoTime();
                }

                @Override
                public void sleep(Duration pause) throws InterruptedException {
                    Thread.sleep(pause);
                }
            };
        }
    }
}
