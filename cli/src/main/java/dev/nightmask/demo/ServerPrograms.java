package dev.nightmask.demo;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the programs of an installed PostgreSQL server, and installs one where that can be done unasked.
final class ServerPrograms {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private ServerPrograms() {}

    /// The directory that holds initdb, pg_ctl and the client programs of the newest installed version.
    static synchronized Path findOrInstall() {
        return find().or(() -> install() ? find() : Optional.empty())
                .orElseThrow(() -> new NightmaskException(Failure.SERVER_PROGRAMS_MISSING, new Place.Nowhere()));
    }

    /// PostgreSQL's own user where there is one, else nobody.
    static String unprivilegedUser() {
        return status(List.of("id", "-u", "postgres")) == 0 ? "postgres" : "nobody";
    }

    static String groupOf(String user) {
        return user.equals("nobody") ? "nogroup" : user;
    }

    /// Runs a command to its end without input and without showing its output.
    static int status(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            return statusOf(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits even when interrupted: these programs are quick, and one that starts or stops a server must not be left
    /// alone.
    private static int statusOf(Process process) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static Optional<Path> find() {
        try (Stream<Path> versions = Files.isDirectory(DEBIAN) ? Files.list(DEBIAN) : Stream.of()) {
            Stream<Path> installed = versions.sorted(
                            Comparator.comparingInt(ServerPrograms::major).reversed())
                    .map(version -> version.resolve("bin"));
            Stream<Path> onPath = Stream.of(
                            System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                    .filter(directory -> !directory.isEmpty())
                    .map(Path::of);
            return Stream.concat(installed, onPath)
                    .filter(directory -> Stream.of("initdb", "pg_ctl", "postgres", "pg_dump", "pg_restore")
                            .allMatch(program -> Files.isExecutable(directory.resolve(program))))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int major(Path version) {
        String digits = version.getFileName().toString().replaceAll("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static boolean install() {
        if (!System.getProperty("user.name").equals("root") || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            return false;
        }
        return status(List.of("apt-get", "update", "-q")) == 0
                && status(List.of("apt-get", "install", "-q", "-y", "--no-install-recommends", "postgresql")) == 0;
    }
}
