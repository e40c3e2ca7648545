package dev.nightmask.lambda.links;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The package of the functions that need no PostgreSQL, as the build has made it.
///
/// @param jars where its jars were unpacked
record LinksZip(List<String> entries, Path jars) {
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
            return new LinksZip(zip.stream().map(ZipEntry::getName).toList(), directory.resolve("lib"));
        }
    }

    Path jar(String module) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-\\d.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// All of them; `jdeps` knows no `*`.
    String allJars() throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            return files.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }

    /// What a function runs on: the jars of the package, and what the managed runtime of AWS brings.
    String classPath() {
        String runtime = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> jar.contains("aws-lambda-java-"))
                .collect(Collectors.joining(File.pathSeparator));
        return jars.resolve("*") + File.pathSeparator + runtime;
    }
}
