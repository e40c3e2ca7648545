package dev.nightmask.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.archive.ArchiveReader;
import dev.nightmask.snapshot.archive.Seal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many sessions write the archive that one would have written.
class ParallelRunTest {
    private static final String RULES = """
            version: 1
            tables:
              public.person:
                email: {pseudonymize: email}
                name:  {synthesize: name.fullName}
                "*":   {keep: generated text}
              "public.*":
                "*":   {keep: generated text}
            """;

    private static final String TABLES = """
            CREATE TABLE person AS
            SELECT n AS id, 'person' || n || '@mail.test' AS email, md5(n::text) AS name, repeat(md5(n::text), 5) AS about
            FROM generate_series(1, 80000) n;
            CREATE TABLE a_note AS
            SELECT n AS id, (SELECT string_agg(md5(n::text || i), ' ') FROM generate_series(1, 2000) i) AS body
            FROM generate_series(1, 150) n;
            CREATE TABLE empty (id int);
            CREATE TABLE zeros AS SELECT 0 AS zero FROM generate_series(1, 50000);
            """;

    private static LocalPostgres server;
    private static LocalPostgres target;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        server = LocalPostgres.start(Map.of());
        target = LocalPostgres.start(Map.of());
        ClientProgram.query(server, "postgres", TABLES);
    }

    @AfterAll
    static void stop() {
        server.close();
        target.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib:1", "zlib:6", "zstd:3", "lz4", "none"})
    void archiveDoesNotDependOnTheNumberOfSessions(String codec) throws IOException {
        Seal one = seal(codec, 1);
        assertTrue(one.tables().stream().anyMatch(table -> table.rows() == 80_000));
        for (int jobs : new int[] {2, 3, 8}) {
            assertEquals(one, seal(codec, jobs), () -> codec + " with " + jobs + " sessions");
        }
    }

    @Test
    void archiveOfManySessionsRestoresToWhatOneSessionReads() {
        Path archive = snapshot("zlib:1", 3);
        WholePath.restore(archive, target, "restored");
        for (String query : new String[] {
            "SELECT count(*), count(DISTINCT email), sum(hashtext(id || about)) FROM person",
            "SELECT count(*), sum(hashtext(id || body)) FROM a_note",
            "SELECT count(*), sum(zero) FROM zeros"
        }) {
            assertEquals(
                    ClientProgram.query(server, "postgres", query), ClientProgram.query(target, "restored", query));
        }
    }

    private static Path snapshot(String codec, int jobs) {
        return WholePath.snapshot(server.uri("postgres"), RULES, WholePath.KEY, directory, codec, jobs);
    }

    private static Seal seal(String codec, int jobs) throws IOException {
        try (InputStream in = Files.newInputStream(snapshot(codec, jobs))) {
            return ArchiveReader.check(in).seal();
        }
    }
}
