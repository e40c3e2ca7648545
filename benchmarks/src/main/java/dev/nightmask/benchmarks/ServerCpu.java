package dev.nightmask.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// CPU seconds of a server: its first process, the helpers that live on, and the sessions that have ended.
///
/// @param postmaster its first process
/// @param helpers how many processes it has when nobody is connected
record ServerCpu(long postmaster, int helpers) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(5);

    /// @param database one that nobody is connected to
    static ServerCpu of(SampleDatabase database) {
        try {
            String pid = Files.readAllLines(database.server().socketDirectory().resolve("data/postmaster.pid"))
                    .getFirst();
            long postmaster = Long.parseLong(pid.strip());
            return new ServerCpu(postmaster, ProcessFiles.children(postmaster).size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Since the server's start, once all sessions have ended.
    double seconds() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ProcessFiles.children(postmaster).size() > helpers) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("a session did not end");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return ProcessFiles.family(postmaster)
                .mapToDouble(ProcessFiles::cpuSeconds)
                .sum();
    }
}
