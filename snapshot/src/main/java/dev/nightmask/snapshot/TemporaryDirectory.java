package dev.nightmask.snapshot;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A directory that only this user can read, gone with its files when closed.
public record TemporaryDirectory(Path path) implements AutoCloseable {

    public static TemporaryDirectory create() {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("nightmask"));
        } catch (IOException e) {
            throw failure(System.getProperty("java.io.tmpdir"));
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw failure(path.toString());
        }
    }

    private static NightmaskException failure(String directory) {
        return new NightmaskException(Failure.OUTPUT_UNWRITABLE, new Place.FilePosition(directory, 0, 0));
    }
}
