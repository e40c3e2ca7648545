package dev.nightmask.snapshot.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresProgramsTest {
    @TempDir
    Path machine;

    @ParameterizedTest
    @CsvSource({
        "15.18, 15.18, 15.18",
        "15.18, 16.14 15.18 18.4, 15.18",
        "15.18, 18.4 16.14, 16.14",
        "15.20, 15.20 15.21, 15.21",
        "15.20, 15.19 17.12, 17.12",
        "13.9, 14.23, 14.23",
        "19.1, 19.2, 19.2",
    })
    void pgDumpIsChosenForTheServer(String server, String installed, String chosen) {
        ClientProgram program = programs("pg_dump", installed).pgDump(version(server));
        assertEquals(version(chosen), program.version());
    }

    @ParameterizedTest
    @CsvSource({
        "15.18, 15.17, 15.17, 15.18 or newer",
        "15.17, 15.17, 15.17, 15.18 or newer",
        "15.20, 15.19 14.25, 15.19, 15.20 or newer",
        "15.20, 17.11, 17.11, 15.20 or newer",
        "16.14, 15.18, 15.18, 16.14 or newer",
        "18.4, 17.10, 17.10, 18.4 or newer",
        "12.9, 13.23, 13.23, 14.23 or newer",
        "19.2, 19.1, 19.1, 19.2 or newer",
    })
    void pgDumpOlderThanItMayBeStopsTheRun(String server, String installed, String found, String needed) {
        PostgresPrograms programs = programs("pg_dump", installed);
        NightmaskException e = assertThrows(NightmaskException.class, () -> programs.pgDump(version(server)));
        assertEquals(Failure.PG_DUMP_TOO_OLD, e.failure());
        assertEquals(
                new Place.Program("pg_dump", found, needed),
                e.problems().getFirst().place());
    }

    @Test
    void missingPgDumpStopsTheRun() {
        PostgresPrograms programs = new PostgresPrograms(List.of(machine));
        NightmaskException e = assertThrows(NightmaskException.class, () -> programs.pgDump(version("15.18")));
        assertEquals(Failure.PG_DUMP_MISSING, e.failure());
    }

    @Test
    void pgRestoreMayBeOfAnEarlierMinorThanTheTarget() {
        PostgresPrograms programs = programs("pg_restore", "15.18");
        assertEquals(version("15.18"), programs.pgRestore(version("15.20")).version());
        NightmaskException e = assertThrows(NightmaskException.class, () -> programs.pgRestore(version("16.1")));
        assertEquals(Failure.TARGET_TOO_OLD, e.failure());
    }

    @Test
    void scriptThatChoosesAVersionByItselfIsPassedOver() throws IOException {
        Path wrapper = script(machine.resolve("pg_wrapper"), "echo 'pg_dump (PostgreSQL) 15.18'");
        Files.createSymbolicLink(machine.resolve("pg_dump"), wrapper);
        PostgresPrograms programs = new PostgresPrograms(List.of(machine));
        assertThrows(NightmaskException.class, () -> programs.pgDump(version("15.18")));
    }

    private PostgresPrograms programs(String name, String versions) {
        return new PostgresPrograms(Arrays.stream(versions.split(" "))
                .map(version -> directoryWith(name, version))
                .toList());
    }

    private Path directoryWith(String name, String version) {
        try {
            Path directory = Files.createDirectory(machine.resolve(version));
            script(directory.resolve(name), "echo '" + name + " (PostgreSQL) " + version + " (Debian)'");
            return directory;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path script(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static PostgresVersion version(String text) {
        return PostgresVersion.ofProgram("(PostgreSQL) " + text).orElseThrow();
    }
}
