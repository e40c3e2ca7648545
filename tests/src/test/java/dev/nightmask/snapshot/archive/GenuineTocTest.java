package dev.nightmask.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.ExtendedPostgres;
import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.FidelityDatabase;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table of contents as genuine pg_dump writes it, for a database with every kind of object.
class GenuineTocTest {
    /// What pg_restore reads for itself, or lists with --create only.
    private static final Set<String> UNLISTED =
            Set.of("ENCODING", "STDSTRINGS", "SEARCHPATH", "DATABASE", "DATABASE PROPERTIES");

    private static final Pattern DEPENDENCIES = Pattern.compile(";\tdepends on:(?<ids>[ 0-9]*)");

    @TempDir
    private static Path directory;

    private static ExtendedPostgres installation;
    private static LocalPostgres server;
    private static Path dump;

    @BeforeAll
    static void dumpADatabaseWithEverythingInIt() {
        installation = FidelityDatabase.installation();
        server = installation.start(Map.of());
        FidelityDatabase.create(server, "original");
        dump = directory.resolve("genuine.dump");
        ClientProgram.run(
                server, "pg_dump", List.of("-Fc", "-Z1", "-E", "UTF8", "-f", dump.toString(), server.uri("original")));
    }

    @AfterAll
    static void stop() {
        server.close();
        installation.close();
    }

    @Test
    void everyEntryIsTheOneThatPgRestoreLists() throws IOException {
        List<String> listed = list("-l")
                .lines()
                .filter(line -> !line.startsWith(";") && !line.isEmpty())
                .sorted()
                .toList();
        List<String> read = read().entries().stream()
                .filter(entry ->
                        !UNLISTED.contains(entry.desc()) && !entry.desc().equals("DATABASE PROPERTIES"))
                .map(GenuineTocTest::line)
                .sorted()
                .toList();
        assertTrue(read.size() > 300, "entries: " + read.size());
        assertEquals(listed, read);
    }

    @Test
    void dependenciesAreTheOnesThatPgRestoreLists() throws IOException {
        String listed = list("-lv")
                .lines()
                .map(DEPENDENCIES::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group("ids").strip())
                .sorted()
                .collect(Collectors.joining("\n"));
        String read = read().entries().stream()
                .filter(entry ->
                        !UNLISTED.contains(entry.desc()) && !entry.desc().equals("DATABASE PROPERTIES"))
                .filter(entry -> !entry.dependencies().isEmpty())
                .map(entry -> entry.dependencies().stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .sorted()
                .collect(Collectors.joining("\n"));
        assertEquals(listed, read);
    }

    @Test
    void headerNamesDatabaseVersionsAndTime() throws IOException {
        ArchiveHeader header = read().header();
        assertEquals(14, header.minor());
        assertEquals(Compression.ZLIB, header.compression());
        assertEquals("original", header.database());
        assertEquals(ClientProgram.query(server, "original", "SHOW server_version"), header.serverVersion());
        assertTrue(list("-l").contains("Dumped by pg_dump version: " + header.pgDumpVersion()));
        Duration age = Duration.between(header.created(), LocalDateTime.now(ZoneId.systemDefault()));
        assertTrue(age.abs().compareTo(Duration.ofHours(1)) < 0, "created " + header.created());
    }

    @Test
    void tableOfContentsIsWrittenAsPgDumpWroteIt() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(dump))) {
            WireInput wire = new WireInput(in, Failure.ARCHIVE_FORMAT);
            Head head = TocReader.read(wire);
            byte[] toc = head.tocBytes();
            byte[] genuine = new byte[toc.length];
            try (InputStream again = Files.newInputStream(dump)) {
                again.skipNBytes(wire.offset() - toc.length);
                assertEquals(toc.length, again.readNBytes(genuine, 0, toc.length));
            }
            assertArrayEquals(genuine, toc);
        }
    }

    @Test
    void firstDataBlockFollowsTheTableOfContents() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(dump))) {
            Toc toc = TocReader.read(in);
            WireInput rest = new WireInput(in, Failure.ARCHIVE_FORMAT);
            new BlockInput(rest).begin(toc.tableData().getFirst().dumpId());
        }
    }

    @Test
    void archiveThatNobodySealedIsNotTakenForOurs() throws IOException {
        try (InputStream in = Files.newInputStream(dump)) {
            NightmaskException e = assertThrows(NightmaskException.class, () -> ArchiveReader.verify(in));
            assertEquals(Failure.ARCHIVE_UNSEALED, e.failure());
        }
    }

    private static Toc read() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(dump))) {
            return TocReader.read(in);
        }
    }

    private static String list(String option) {
        return ClientProgram.run(server, "pg_restore", List.of(option, dump.toString()));
    }

    /// As PrintTOCSummary of `pg_backup_archiver.c` writes it.
    private static String line(TocEntry entry) {
        return "%d; %d %d %s %s %s %s"
                .formatted(
                        entry.dumpId(),
                        entry.tableOid(),
                        entry.oid(),
                        entry.desc(),
                        listed(entry.namespace(), "-"),
                        listed(entry.tag(), ""),
                        listed(entry.owner(), ""));
    }

    private static String listed(@Nullable String name, String absent) {
        return name == null || name.isEmpty() ? absent : name.replaceAll("[\r\n]", " ");
    }
}
