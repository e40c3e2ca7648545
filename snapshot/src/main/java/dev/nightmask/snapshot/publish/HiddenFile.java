package dev.nightmask.snapshot.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// An object that is still being written: a file that no reader looks at, locked for as long as its writer
/// lives, so that one left behind by a killed process can be told and removed.
final class HiddenFile implements AutoCloseable {
    private static final String PREFIX = ".upload-";

    /// The files of this process. Opening one of them again and closing it would drop its lock (fcntl(2)).
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private HiddenFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Creates an empty file. The caller holds the directory's lock.
    static HiddenFile create(Path directory) throws IOException {
        Path path = directory.resolve(PREFIX + UUID.randomUUID());
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OURS.add(path);
        channel.lock();
        return new HiddenFile(path, channel);
    }

    /// Removes the files whose writers are dead. The caller holds the directory's lock.
    static void removeStale(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*")) {
            for (Path file : files) {
                if (!OURS.contains(file) && isUnlocked(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isUnlocked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// The next byte is written here.
    void position(long offset) throws IOException {
        channel.position(offset);
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    void force() throws IOException {
        channel.force(true);
    }

    /// Gives the file its name, and makes the name durable. The caller holds the lock of `root`.
    void moveTo(Path target, Path root) throws IOException {
        Path parent = Objects.requireNonNull(target.getParent());
        Files.createDirectories(parent);
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        for (Path directory = parent;
                directory != null && directory.startsWith(root);
                directory = directory.getParent()) {
            forceDirectory(directory);
        }
    }

    /// Removes the directories that a deleted file leaves empty, and makes all of it durable. The caller holds
    /// the lock of `root`.
    static void removeEmptyParents(Path deleted, Path root) throws IOException {
        Path directory = Objects.requireNonNull(deleted.getParent());
        try {
            while (!directory.equals(root)) {
                Files.delete(directory);
                directory = Objects.requireNonNull(directory.getParent());
            }
        } catch (DirectoryNotEmptyException e) {
            forceDirectory(directory);
            return;
        }
        forceDirectory(root);
    }

    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Removes the file if it has not been moved.
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        } finally {
            OURS.remove(path);
        }
    }
}
