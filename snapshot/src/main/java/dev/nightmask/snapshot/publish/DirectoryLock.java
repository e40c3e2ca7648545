package dev.nightmask.snapshot.publish;

import dev.nightmask.snapshot.publish.FileFailures.FileAction;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// One writer at a time in a directory, among all threads and processes. Held for short steps only.
///
/// @param file the lock is on this file; it stays
record DirectoryLock(Path file) {
    /// A file lock belongs to the whole process, so threads take turns before it.
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    <T> T hold(FileAction<T> action) throws IOException {
        IN_PROCESS.lock();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // Until the channel is closed.
            return action.run();
        } finally {
            IN_PROCESS.unlock();
        }
    }
}
