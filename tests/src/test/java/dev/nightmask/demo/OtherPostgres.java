package dev.nightmask.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/// Servers of another major version than the installed one. The programs are unpacked for them and removed at the
/// end.
public final class OtherPostgres implements AutoCloseable {
    private final Path directory;
    private final LocalPostgres server;

    private OtherPostgres(Path directory, LocalPostgres server) {
        this.directory = directory;
        this.server = server;
    }

    /// @param major 14 or 18
    public static OtherPostgres start(int major, Map<String, String> settings) {
        try {
            Path directory = Files.createTempDirectory("nightmask-pg-" + major);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path archive = directory.resolve("programs.tar");
            try (InputStream in = new XZInputStream(Files.newInputStream(packed(major)))) {
                Files.copy(in, archive);
            }
            assertEquals(
                    0, ServerPrograms.status(List.of("tar", "-xf", archive.toString(), "-C", directory.toString())));
            return new OtherPostgres(directory, LocalPostgres.startFrom(directory.resolve("bin"), settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LocalPostgres server() {
        return server;
    }

    private static Path packed(int major) throws IOException {
        Path unpacked = Path.of("target", "postgres", Integer.toString(major)).toAbsolutePath();
        try (Stream<Path> files = Files.list(unpacked)) {
            return files.filter(file -> file.toString().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        server.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
