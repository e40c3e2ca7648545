package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// What has arrived of a file: `<output>.part`, and beside it `<output>.part.etag`, which names the archive the
/// bytes are from, so that a later pull goes on where this one ended. Locked against a second pull.
final class PartFile implements AutoCloseable {
    private final Path output;
    private final Path part;
    private final Path tagFile;
    private final FileChannel channel;

    private PartFile(Path output, Path part, FileChannel channel) {
        this.output = output;
        this.part = part;
        this.tagFile = part.resolveSibling(part.getFileName() + ".etag");
        this.channel = channel;
    }

    /// Fails with OUTPUT_EXISTS when the whole file is there, and while another pull to it goes on.
    static PartFile open(Path file) {
        Path output = file.toAbsolutePath().normalize();
        Path part = output.resolveSibling(output.getFileName() + ".part");
        if (Files.exists(output)) {
            throw failure(Failure.OUTPUT_EXISTS, output);
        }
        try {
            FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // The pull that had the lock may have finished the file just now.
            if (lock(channel) == null || Files.exists(output)) {
                channel.close();
                throw failure(Failure.OUTPUT_EXISTS, Files.exists(output) ? output : part);
            }
            return new PartFile(output, part, channel);
        } catch (IOException e) {
            throw failure(Failure.OUTPUT_UNWRITABLE, output);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // Held by another thread of this process.
        }
    }

    /// How many bytes have arrived.
    long length() {
        return attempt(channel::size);
    }

    /// Which archive they are from, empty when unknown.
    String tag() {
        return attempt(() -> {
            try {
                return Files.readString(tagFile);
            } catch (NoSuchFileException e) {
                return "";
            }
        });
    }

    /// Continues at an offset with bytes of the archive that `tag` names; what is there behind it is dropped.
    void continueAt(long offset, String tag) {
        attempt(() -> {
            channel.truncate(offset);
            channel.position(offset);
            return Files.writeString(tagFile, tag);
        });
    }

    void write(byte[] bytes, int length) {
        attempt(() -> {
            ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            return length;
        });
    }

    /// Reads what has arrived. The caller closes the stream.
    InputStream read() {
        return attempt(() -> Files.newInputStream(part));
    }

    /// Gives the file its name, durably.
    void finish() {
        attempt(() -> {
            channel.force(true);
            if (Files.exists(output)) {
                throw failure(Failure.OUTPUT_EXISTS, output);
            }
            Files.move(part, output, StandardCopyOption.ATOMIC_MOVE);
            return Files.deleteIfExists(tagFile);
        });
    }

    /// Removes what has arrived: nothing of it can be used.
    void discard() {
        attempt(this::delete);
    }

    /// Keeps what has arrived, if anything has.
    @Override
    public void close() {
        attempt(() -> {
            try (channel) {
                return channel.size() > 0 || delete();
            }
        });
    }

    private boolean delete() throws IOException {
        Files.deleteIfExists(tagFile);
        return Files.deleteIfExists(part);
    }

    private <T> T attempt(FileAction<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw failure(Failure.OUTPUT_UNWRITABLE, output);
        }
    }

    private static NightmaskException failure(Failure failure, Path file) {
        return new NightmaskException(failure, new Place.FilePosition(file.toString(), 0, 0));
    }

    @FunctionalInterface
    private interface FileAction<T> {
        T run() throws IOException;
    }
}
