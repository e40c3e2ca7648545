package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.archive.ArchiveSink;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Uploads to stores that may be out of order, and their requests as a [FaultyProxy] sees them.
final class Upload {
    static final String KEY = "snapshots/one/archive.dump";
    static final Predicate<String> PUT = line -> line.startsWith("PUT") && !line.contains("?");
    static final Predicate<String> BEGIN = line -> line.startsWith("POST") && line.contains("?uploads");
    static final Predicate<String> PARTS = line -> line.startsWith("PUT") && line.contains("partNumber=");
    static final Predicate<String> COMPLETE = line -> line.startsWith("POST") && line.contains("uploadId=");
    static final Predicate<String> ABORT = line -> line.startsWith("DELETE") && line.contains("uploadId=");

    private Upload() {}

    static Predicate<String> part(int number) {
        return PARTS.and(
                line -> line.contains("partNumber=" + number + "&") || line.contains("partNumber=" + number + " "));
    }

    /// Writes so many parts of random bytes, in pieces, and returns what it wrote.
    static byte[] parts(int count, ObjectStore store) {
        byte[] bytes = new byte[count * FreshStores.PART_BYTES];
        new Random(count).nextBytes(bytes);
        try (ArchiveSink sink = store.upload(KEY, 0)) {
            sink.reserveHead(1);
            int step = 1 << 20;
            for (int offset = 1; offset < bytes.length; offset += step) {
                sink.write(bytes, offset, Math.min(step, bytes.length - offset));
            }
            sink.complete(new byte[] {bytes[0]});
        }
        return bytes;
    }

    /// An upload on a thread of its own.
    static final class Running {
        private final CompletableFuture<Throwable> end = new CompletableFuture<>();
        private final Thread thread;

        Running(int parts, ObjectStore store) {
            thread = Thread.ofPlatform().start(() -> {
                try {
                    parts(parts, store);
                    end.complete(new AssertionError("it succeeded"));
                } catch (Throwable e) {
                    end.complete(e);
                }
            });
        }

        void interrupt() {
            thread.interrupt();
        }

        /// What it failed with.
        NightmaskException failure() throws Exception {
            Throwable thrown = end.get(1, TimeUnit.MINUTES);
            if (thrown instanceof NightmaskException known) {
                return known;
            }
            throw new AssertionError(thrown);
        }
    }
}
