package dev.nightmask.snapshot.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.tests.ClientProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other programs of this machine can see of the programs that we start.
class ChildSecretsTest {
    private static final String KEY = "planted-key-5eed0f0ddba11c0ffee0ddba115eed0f";

    @TempDir
    private Path directory;

    @Test
    void neitherCommandLineNorEnvironmentOfPgDumpHoldsASecretAndItsPasswordFileIsGone() throws IOException {
        try (LocalPostgres server = LocalPostgres.start(Map.of())) {
            ClientProgram.query(server, "postgres", "CREATE TABLE t (id int)");
            Path shown = directory.resolve("shown");
            Path program = showing(shown, server.programs().resolve("pg_dump"));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            List<String> asked = new ArrayList<>();
            ConnectionSettings settings = ConnectionSettings.of(
                            "postgresql://%s@127.0.0.1:%d/postgres".formatted(LocalPostgres.SUPERUSER, server.port()),
                            Map.of("NIGHTMASK_KEY", KEY, "PATH", "/usr/bin:/bin"))
                    .withPasswords((host, port, user) -> {
                        asked.add(user + "@" + host + ":" + port);
                        return server.password();
                    });
            try (Source source = Source.open(settings, new PostgresPrograms(List.of(directory)))) {
                assertEquals(1, source.readCatalog(Compression.NONE).tables().size());
            }
            String seen = Files.readString(shown);
            assertTrue(seen.contains("PGUSER=" + LocalPostgres.SUPERUSER), "it would have been seen");
            assertTrue(seen.contains("--format=custom"), "it would have been seen");
            assertFalse(seen.contains(server.password()), "the password is there to be seen");
            assertFalse(seen.contains(KEY), "the key is there to be seen");
            assertEquals(List.of(), filesWith(server.password()));
            String who = LocalPostgres.SUPERUSER + "@127.0.0.1:" + server.port();
            assertEquals(List.of(who, who), asked, "made for our session and for pg_dump, each when it connects");
        }
    }

    /// Says what /proc shows of it, and goes on as the genuine program.
    private Path showing(Path shown, Path genuine) throws IOException {
        return Files.writeString(directory.resolve("pg_dump"), """
                #!/bin/sh
                tr '\\0' '\\n' < /proc/$$/environ >> '%1$s'
                tr '\\0' '\\n' < /proc/$$/cmdline >> '%1$s'
                exec '%2$s' "$@"
                """.formatted(shown, genuine));
    }

    /// Other processes may have password files of their own at the same time.
    private static List<Path> filesWith(String password) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path place : List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")))) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    files.filter(file -> file.toString().contains("nightmask-login"))
                            .filter(file -> holds(file, password))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            return false; // Somebody else's, and gone by now.
        }
    }
}
