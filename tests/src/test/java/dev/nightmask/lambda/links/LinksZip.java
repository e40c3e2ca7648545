package dev.nightmask.lambda.links;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The package of the functions that need no PostgreSQL, as the build has made it.
///
/// @param directory where it is unpacked
record LinksZip(List<String> entries, Path directory) {
    static final Path FILE = Path.of("..", "lambda", "target", "nightmask-links.zip");

    /// Unpacks it as Lambda does.
    static LinksZip unpack(Path directory) throws IOException {
        try (ZipFile zip = new ZipFile(FILE.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Path to = directory.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? to : Objects.requireNonNull(to.getParent()));
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, to);
                    }
                }
            }
            return new LinksZip(zip.stream().map(ZipEntry::getName).toList(), directory);
        }
    }

    Path jar(String module) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("lib"))) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-\\d.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// All of them; `jdeps` knows no `*`.
    String allJars() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("lib"))) {
            return files.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }
}
