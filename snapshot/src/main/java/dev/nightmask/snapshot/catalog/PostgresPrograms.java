package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The PostgreSQL client programs of this machine.
///
/// @param directories where to look, the preferred first
public record PostgresPrograms(List<Path> directories) {
    /// Where packages put them beside the PATH: a directory and the pattern of one level below it.
    private static final List<Pattern> USUAL = List.of(
            new Pattern("/usr/lib/postgresql", "*", "bin"),
            new Pattern("/usr", "pgsql-*", "bin"),
            new Pattern("/usr/local", "pgsql*", "bin"),
            new Pattern("/opt/homebrew/opt", "{libpq,postgresql*}", "bin"),
            new Pattern("/usr/local/opt", "{libpq,postgresql*}", "bin"),
            new Pattern("/Applications/Postgres.app/Contents/Versions", "*", "bin"));

    private static final long VERSION_TIMEOUT_SECONDS = 10;

    public PostgresPrograms {
        directories = List.copyOf(directories);
    }

    /// Looks on the PATH of the environment and in the usual places.
    public static PostgresPrograms installed(Map<String, String> environment) {
        Stream<Path> path = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> directory.startsWith("/"))
                .map(Path::of);
        return new PostgresPrograms(Stream.concat(path, USUAL.stream().flatMap(Pattern::directories))
                .distinct()
                .toList());
    }

    /// The best pg_dump for a server: of its own major version if there is one, else of the next newer.
    ///
    /// @throws NightmaskException PG_DUMP_MISSING, or PG_DUMP_TOO_OLD when each one found is older than the
    ///         server or lacks security fixes
    public ClientProgram pgDump(PostgresVersion server) {
        return best("pg_dump", server, Failure.PG_DUMP_TOO_OLD, version -> version.knows(server));
    }

    /// The best pg_restore for a server, chosen as pg_dump is; the server may be of a later minor release.
    ///
    /// @throws NightmaskException PG_DUMP_MISSING or TARGET_TOO_OLD
    public ClientProgram pgRestore(PostgresVersion server) {
        return best("pg_restore", server, Failure.TARGET_TOO_OLD, version -> version.major() >= server.major());
    }

    private ClientProgram best(String name, PostgresVersion server, Failure tooOld, Predicate<PostgresVersion> isFit) {
        List<ClientProgram> found = find(name);
        String needed = PostgresVersion.neededFor(server) + " or newer";
        ClientProgram newest = found.stream()
                .max(Comparator.comparing(ClientProgram::version))
                .orElseThrow(
                        () -> new NightmaskException(Failure.PG_DUMP_MISSING, new Place.Program(name, "", needed)));
        return found.stream()
                .filter(program -> program.version().isSafe() && isFit.test(program.version()))
                .min(Comparator.comparingInt(
                                (ClientProgram program) -> program.version().major())
                        .thenComparingInt(program -> -program.version().minor()))
                .orElseThrow(() -> new NightmaskException(
                        tooOld, new Place.Program(name, newest.version().toString(), needed)));
    }

    private List<ClientProgram> find(String name) {
        List<ClientProgram> found = new ArrayList<>();
        for (Path directory : directories) {
            Path file = directory.resolve(name);
            if (Files.isExecutable(file) && isItself(file, name)) {
                version(file).ifPresent(version -> found.add(new ClientProgram(file, version)));
            }
        }
        return found;
    }

    /// Debian's /usr/bin/pg_dump is a script that chooses a version by itself: not one to rely on.
    private static boolean isItself(Path file, String name) {
        try {
            return Objects.requireNonNull(file.toRealPath().getFileName())
                    .toString()
                    .equals(name);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<PostgresVersion> version(Path file) {
        ProcessBuilder builder = new ProcessBuilder(file.toString(), "--version")
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(List.of("PATH", "LD_LIBRARY_PATH"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readNBytes(200), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(VERSION_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended ? PostgresVersion.ofProgram(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// The directories `parent/pattern/child` that exist.
    private record Pattern(String parent, String pattern, String child) {
        Stream<Path> directories() {
            List<Path> matches = new ArrayList<>();
            Path directory = Path.of(parent);
            if (Files.isDirectory(directory)) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, pattern)) {
                    entries.forEach(entry -> matches.add(entry.resolve(child)));
                } catch (IOException e) {
                    return Stream.of();
                }
            }
            return matches.stream().sorted();
        }
    }
}
