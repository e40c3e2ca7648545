package dev.nightmask.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Servers that know extensions of ours beside the installed ones, without a change to this machine.
///
/// PostgreSQL looks its files up relative to its own executable (`src/port/path.c`, make_relative_path). So a
/// copy of the executable, in a tree where everything else is a symbolic link, sees what is put beside the links.
public final class ExtendedPostgres implements AutoCloseable {
    private final Path root;
    private final Path executable;

    /// @param resources of the class path, control files and scripts
    public ExtendedPostgres(List<String> resources) {
        Path programs = ServerPrograms.findOrInstall();
        try {
            root = Files.createTempDirectory("nightmask-pg-tree");
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path share = configured(programs, "--sharedir");
            linkAll(share, within(share), "extension");
            Path extensions = within(share.resolve("extension"));
            linkAll(share.resolve("extension"), extensions, "");
            Path libraries = configured(programs, "--pkglibdir");
            Files.createDirectories(within(libraries).getParent());
            Files.createSymbolicLink(within(libraries), libraries);
            executable = within(configured(programs, "--bindir").resolve("postgres"));
            Files.createDirectories(executable.getParent());
            Files.copy(programs.resolve("postgres"), executable);
            for (String resource : resources) {
                copyResource(resource, extensions);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a server; any number of them may run at once.
    public LocalPostgres start(Map<String, String> settings) {
        return LocalPostgres.start(settings, executable);
    }

    private Path within(Path absolute) {
        return root.resolve(absolute.getRoot().relativize(absolute));
    }

    private static Path configured(Path programs, String question) throws IOException {
        Process config = new ProcessBuilder(programs.resolve("pg_config").toString(), question).start();
        try (InputStream answer = config.getInputStream()) {
            return Path.of(new String(answer.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    private static void linkAll(Path from, Path to, String except) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().equals(except)) {
                    Files.createSymbolicLink(to.resolve(file.getFileName()), file);
                }
            }
        }
    }

    private static void copyResource(String resource, Path directory) throws IOException {
        try (InputStream text = ExtendedPostgres.class.getResourceAsStream(resource)) {
            Files.copy(text, directory.resolve(Path.of(resource).getFileName()));
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
