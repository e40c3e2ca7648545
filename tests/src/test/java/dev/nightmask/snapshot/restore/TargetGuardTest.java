package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.archive.ArchiveHeader;
import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.journal.Act;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a restore refuses, and that it has done nothing by then.
class TargetGuardTest {
    private static final String ELSEWHERE = "7000000000000000001";

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static Path archive;

    @BeforeAll
    static void dump() {
        server = LocalPostgres.start(Map.of("log_statement", "all", "log_connections", "on"));
        ClientProgram.createDatabase(server, "prod", "UTF8");
        ClientProgram.query(server, "prod", "CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
        archive = SealedDump.of(server, "prod", ELSEWHERE, directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void sourceIsRefusedUnderWhateverNameItIsReached() throws IOException {
        String identity = ClientProgram.query(server, "postgres", "SELECT system_identifier FROM pg_control_system()");
        Path ofThisServer = SealedDump.of(server, "prod", identity, Files.createTempDirectory(directory, "own"));
        try (Forwarder tunnel = Forwarder.to(server.port())) {
            String socket = URLEncoder.encode(server.socketDirectory().toString(), StandardCharsets.UTF_8);
            for (String uri : List.of(
                    server.uri("never"),
                    server.uri("prod"),
                    server.uri("never").replace("127.0.0.1", "localhost"),
                    server.uri("never").replace(":" + server.port(), ":" + tunnel.port()),
                    "postgresql://postgres@/never?host=" + socket + "&port=" + server.port())) {
                assertRefused(Failure.TARGET_IS_SOURCE, ofThisServer, uri);
            }
        }
    }

    @Test
    void databaseThatHasNotConsentedIsRefused() {
        ClientProgram.createDatabase(server, "used", "UTF8");
        assertRefused(Failure.TARGET_UNMARKED, archive, server.uri("used"));
    }

    @Test
    void olderServerThanTheSourceIsRefused() {
        CheckedArchive checked = CheckedArchive.check(archive, null);
        CheckedArchive newer =
                new CheckedArchive(checked.name(), archive, ofServerVersion("99.1", checked.toc()), checked.seal());
        ServerLog log = ServerLog.from(server);
        NightmaskException refused = assertThrows(
                NightmaskException.class,
                () -> restorer()
                        .run(
                                newer,
                                request(archive, server.uri("never")),
                                Restores.journal()
                                        .open(
                                                Act.RESTORE,
                                                request(archive, server.uri("never"))
                                                        .target()
                                                        .place())));
        assertEquals(Failure.TARGET_TOO_OLD, refused.failure());
        log.assertOnlySelectAndSet();
    }

    @Test
    void missingPgRestoreStopsBeforeAnythingIsChanged() {
        Restore blind = Restores.by(List.of(), Progress.none());
        ServerLog log = ServerLog.from(server);
        NightmaskException refused =
                assertThrows(NightmaskException.class, () -> blind.run(request(archive, server.uri("never"))));
        assertEquals(Failure.PG_DUMP_MISSING, refused.failure());
        log.assertOnlySelectAndSet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd:1", "lz4"})
    void pgRestoreThatCannotReadTheArchiveIsNotStarted(String codec) throws IOException {
        Path modern = SealedDump.of(server, "prod", ELSEWHERE, directory, Codecs.parse(codec));
        Path programs = Files.createTempDirectory(directory, "old");
        Path started = programs.resolve("started");
        executable(programs.resolve("pg_restore"), """
                #!/bin/sh
                [ "$1" = --version ] || touch %s
                echo 'pg_restore (PostgreSQL) 15.99'
                """.formatted(started));
        Restore old = Restores.by(List.of(programs), Progress.none());
        ServerLog log = ServerLog.from(server);
        NightmaskException refused =
                assertThrows(NightmaskException.class, () -> old.run(request(modern, server.uri("never"))));
        assertEquals(Failure.TARGET_TOO_OLD, refused.failure());
        String sentence = refused.problems().getFirst().sentence();
        assertTrue(sentence.contains("pg_restore 15.99, needs 1"), sentence);
        assertFalse(Files.exists(started));
        log.assertOnlySelectAndSet();
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void damagedArchiveIsRefusedBeforeTheFirstConnection() throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        for (int at : new int[] {20, bytes.length / 2, bytes.length - 3}) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 4;
            Path damaged = Files.write(directory.resolve("damaged"), flipped);
            ServerLog log = ServerLog.from(server);
            assertThrows(NightmaskException.class, () -> restorer().run(request(damaged, server.uri("never"))));
            assertEquals(0, log.connections());
        }
        ServerLog log = ServerLog.from(server);
        Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 1));
        assertThrows(NightmaskException.class, () -> restorer().run(request(cut, server.uri("never"))));
        assertThrows(
                NightmaskException.class,
                () -> restorer().run(request(directory.resolve("absent"), server.uri("never"))));
        assertEquals(0, log.connections());
        restorer().run(request(archive, server.uri("positive_control")));
        assertTrue(log.connections() > 0);
    }

    @Test
    void unreachableTargetAndWrongPasswordHaveTheirOwnFailures() {
        assertFails(Failure.TARGET_UNREACHABLE, "postgresql://postgres:x@127.0.0.1:1/never");
        assertFails(Failure.TARGET_AUTHENTICATION, server.uri("never").replace(server.password(), "wrong"));
    }

    @Test
    void roleThatMayNotCreateADatabaseIsToldSo() {
        ClientProgram.query(server, "postgres", "CREATE ROLE weak LOGIN PASSWORD 'weak'");
        assertFails(Failure.TARGET_PERMISSION, "postgresql://weak:weak@127.0.0.1:" + server.port() + "/never");
    }

    private static void assertRefused(Failure failure, Path refused, String uri) {
        ServerLog log = ServerLog.from(server);
        NightmaskException refusal =
                assertThrows(NightmaskException.class, () -> restorer().run(request(refused, uri)));
        assertEquals(failure, refusal.failure(), refusal::getMessage);
        log.assertOnlySelectAndSet();
    }

    private static void assertFails(Failure failure, String uri) {
        NightmaskException failed =
                assertThrows(NightmaskException.class, () -> restorer().run(request(archive, uri)));
        assertEquals(failure, failed.failure(), failed::getMessage);
    }

    private static Restore restorer() {
        return Restores.by(server);
    }

    private static RestoreRequest request(Path file, String uri) {
        return Restores.request(file, uri);
    }

    private static Toc ofServerVersion(String version, Toc toc) {
        ArchiveHeader h = toc.header();
        return new Toc(
                new ArchiveHeader(h.minor(), h.compression(), h.created(), h.database(), version, h.pgDumpVersion()),
                toc.entries());
    }
}
