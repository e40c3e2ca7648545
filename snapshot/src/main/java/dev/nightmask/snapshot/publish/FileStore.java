package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.archive.ArchiveSink;
import dev.nightmask.snapshot.archive.ByteRange;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A directory. An object is written beside the others under a hidden name and renamed when it is durable, so
/// a reader needs no lock; writers take turns by a lock on the file `.lock`.
final class FileStore implements ObjectStore {
    private final String name;
    private final Path root;
    private final DirectoryLock lock;

    private FileStore(String name, Path root) {
        this.name = name;
        this.root = root;
        this.lock = new DirectoryLock(root.resolve(".lock"));
    }

    static FileStore open(Path directory) {
        String name = "file:" + directory;
        if (!Files.isDirectory(directory)) {
            throw new NightmaskException(Failure.STORE_MISSING, new Place.Stored(name, ""));
        }
        return new FileStore(name, directory.toAbsolutePath().normalize());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ArchiveSink upload(String key, long expectedBytes) {
        FileFailures failures = failures(key, Failure.STORE_UNWRITABLE);
        Path target = resolve(key);
        HiddenFile file = failures.attempt(() -> lock.hold(() -> {
            HiddenFile.removeStale(root);
            return HiddenFile.create(root);
        }));
        return new FileUpload(file, () -> publish(file, target, failures), failures);
    }

    private void publish(HiddenFile file, Path target, FileFailures failures) {
        boolean first = failures.attempt(() -> lock.hold(() -> {
            if (Files.exists(target)) {
                return false;
            }
            file.moveTo(target, root);
            return true;
        }));
        if (!first) {
            throw failures.of(Failure.ALREADY_PUBLISHED);
        }
    }

    @Override
    public Optional<Versioned> read(String key) {
        FileFailures failures = failures(key, Failure.STORE_UNREACHABLE);
        Path file = resolve(key);
        return failures.attempt(() -> {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] body = in.readNBytes(MAX_SMALL_BYTES + 1);
                if (body.length > MAX_SMALL_BYTES) {
                    throw failures.of(Failure.STORE_CORRUPTED);
                }
                return Optional.of(new Versioned(body, Digests.sha256(body)));
            } catch (NoSuchFileException e) {
                if (!failures.isStoreThere()) {
                    throw e;
                }
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean writeIf(String key, byte[] body, @Nullable String expected) {
        Path target = resolve(key);
        return failures(key, Failure.STORE_UNWRITABLE)
                .attempt(() -> lock.hold(() -> {
                    String present = Files.exists(target) ? Digests.sha256(Files.readAllBytes(target)) : null;
                    if (present == null ? expected != null : !present.equals(expected)) {
                        return false;
                    }
                    try (HiddenFile file = HiddenFile.create(root)) {
                        file.write(body, 0, body.length);
                        file.force();
                        file.moveTo(target, root);
                    }
                    return true;
                }));
    }

    @Override
    public InputStream open(String key, long offset) {
        return open(key, offset, Long.MAX_VALUE);
    }

    @Override
    public InputStream open(String key, ByteRange range) {
        return open(key, range.offset(), range.bytes());
    }

    private InputStream open(String key, long offset, long bytes) {
        FileFailures failures = failures(key, Failure.STORE_UNREACHABLE);
        Path file = resolve(key);
        return failures.attempt(() -> {
            try {
                SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ);
                return new StoreStream(Channels.newInputStream(channel.position(offset)), bytes, failures::of);
            } catch (NoSuchFileException e) {
                throw failures.isStoreThere() ? failures.of(Failure.SNAPSHOT_MISSING) : failures.of(e);
            }
        });
    }

    @Override
    public List<String> keys(String prefix) {
        return failures("", Failure.STORE_UNREACHABLE).attempt(() -> {
            List<String> keys = new ArrayList<>();
            if (!Files.isDirectory(root)) {
                throw new NoSuchFileException(name);
            }
            collect(root, keys);
            return keys.stream().filter(key -> key.startsWith(prefix)).sorted().toList();
        });
    }

    private void collect(Path directory, List<String> keys) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (entry.getFileName().toString().startsWith(".")) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    collect(entry, keys);
                } else {
                    keys.add(root.relativize(entry).toString().replace(File.separatorChar, '/'));
                }
            }
        } catch (NoSuchFileException e) {
            return; // Deleted since its parent was read: it holds no objects.
        }
    }

    @Override
    public void delete(String key) {
        Path file = resolve(key);
        failures(key, Failure.STORE_UNWRITABLE)
                .attempt(() -> lock.hold(() -> {
                    if (Files.deleteIfExists(file)) {
                        HiddenFile.removeEmptyParents(file, root);
                    }
                    return true;
                }));
    }

    @Override
    public Optional<Presigned> presign(String key, String fileName, Duration life) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Holds nothing open between calls.
    }

    private Path resolve(String key) {
        if (Stream.of(key.split("/", -1)).anyMatch(part -> part.isEmpty() || part.startsWith("."))) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return root.resolve(key);
    }

    private FileFailures failures(String key, Failure otherwise) {
        return new FileFailures(root, new Place.Stored(name, key), otherwise);
    }
}
