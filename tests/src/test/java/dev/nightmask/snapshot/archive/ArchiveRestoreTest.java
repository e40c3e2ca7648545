package dev.nightmask.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.tests.ClientProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What pg_restore makes of our archives, against what it makes of pg_dump's own. The rows are a genuine dump's,
/// in blocks of ours.
class ArchiveRestoreTest {
    private static final String DATABASE = """
            CREATE SCHEMA "odd ""schema""\";
            CREATE TABLE "odd ""schema""\"."a
            b\tc" (id integer PRIMARY KEY, "näme" text, doubled integer GENERATED ALWAYS AS (id * 2) STORED);
            INSERT INTO "odd ""schema""\"."a
            b\tc" SELECT i, E'tab\\t line\\n back\\\\ \\\\. ünï' || i FROM generate_series(1, 1000) i;
            CREATE TABLE scores (id bigint, day date, points integer) PARTITION BY RANGE (day);
            CREATE TABLE scores_old PARTITION OF scores FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE TABLE scores_new PARTITION OF scores FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            INSERT INTO scores SELECT i, date '2025-01-01' + i % 730, i * 7 % 1000 FROM generate_series(1, 60000) i;
            CREATE TABLE empty (id integer);
            CREATE TABLE no_columns ();
            INSERT INTO no_columns SELECT FROM generate_series(1, 3);
            CREATE TABLE noise (id integer, bytes bytea);
            INSERT INTO noise SELECT i, decode(string_agg(md5(i::text || j::text), ''), 'hex')
                FROM generate_series(1, 40) i, generate_series(1, 4000) j GROUP BY i;
            CREATE TABLE long (text text);
            INSERT INTO long VALUES (repeat('0123456789', 600000)), (NULL), ('');
            CREATE MATERIALIZED VIEW totals AS SELECT day, sum(points) FROM scores GROUP BY day;
            """;

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static Path genuine;
    private static String original;

    private String target = "";

    @BeforeAll
    static void dumpTheOriginal() throws IOException {
        server = LocalPostgres.start(Map.of());
        ClientProgram.createDatabase(server, "original", "UTF8");
        Path script = Files.writeString(directory.resolve("original.sql"), DATABASE);
        ClientProgram.run(
                server, "psql", List.of("-Xq", "-v", "ON_ERROR_STOP=1", "-d", server.uri("original")), script);
        genuine = directory.resolve("genuine.dump");
        ClientProgram.run(
                server, "pg_dump", List.of("-Fc", "-E", "UTF8", "-f", genuine.toString(), server.uri("original")));
        original = text("original");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void createTheTarget(TestInfo test) {
        target = "target_"
                + Integer.toHexString(
                        test.getDisplayName().hashCode() ^ test.getTestMethod().hashCode());
        ClientProgram.createDatabase(server, target, "UTF8");
        assertNotEquals(original, text(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib:1", "zlib:9", "none"})
    void restoresInParallelFromAFile(String codec) throws IOException {
        restore("-j", "4", "-d", server.uri(target), ours(codec).toString());
        assertEquals(original, text(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib:1", "zlib:9", "none"})
    void restoresFromAPipe(String codec) throws Exception {
        assertEquals(0, restoreFromPipe(ours(codec)));
        assertEquals(original, text(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib:1", "zlib:9", "none"})
    void restoresOneTable(String codec) throws IOException {
        restore("-t", "noise", "-d", server.uri(target), ours(codec).toString());
        String digest = "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM noise t";
        assertEquals(ClientProgram.query(server, "original", digest), ClientProgram.query(server, target, digest));
        assertEquals("", ClientProgram.query(server, target, "SELECT to_regclass('empty')"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib:1", "zlib:9", "none"})
    void scriptIsTheOneOfPgDumpsOwnArchive(String codec) throws IOException {
        assertEquals(script(genuine), script(ours(codec)));
    }

    @Test
    void listShowsTheSameEntriesAsOfPgDumpsOwnArchive() throws IOException {
        assertEquals(
                entries(restore("-l", genuine.toString())),
                entries(restore("-l", ours("zlib:1").toString())));
    }

    @Test
    void verifyCountsTheRowsThatTheDatabaseHas() throws IOException {
        List<TableCount> counts = ArchiveReader.verify(new ByteArrayInputStream(Files.readAllBytes(ours("zlib:1"))))
                .seal()
                .tables();
        assertEquals(7, counts.size());
        for (TableCount count : counts) {
            String name = "\"" + count.schema().replace("\"", "\"\"") + "\".\"" + count.table() + "\"";
            assertEquals(
                    ClientProgram.query(server, "original", "SELECT count(*) FROM " + name),
                    Long.toString(count.rows()),
                    name);
        }
    }

    private static Path ours(String codec) throws IOException {
        Path file = directory.resolve(codec.replace(':', '-') + ".dump");
        if (!Files.exists(file)) {
            GenuineArchive.reencode(genuine, Codecs.parse(codec), file);
        }
        return file;
    }

    private static String restore(String... arguments) {
        return ClientProgram.run(server, "pg_restore", List.of(arguments));
    }

    private int restoreFromPipe(Path archive) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(server.programs().resolve("pg_restore").toString(), "-d", server.uri(target)));
        Process process = new ProcessBuilder(command)
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        try (OutputStream pipe = process.getOutputStream()) {
            Files.copy(archive, pipe);
        }
        return process.waitFor();
    }

    private static String script(Path archive) {
        return restore("-f", "-", "--restrict-key=nightmask", archive.toString());
    }

    private static String text(String database) {
        return ClientProgram.run(server, "pg_dump", List.of("--restrict-key=nightmask", server.uri(database)));
    }

    private static List<String> entries(String list) {
        List<String> entries =
                list.lines().filter(line -> !line.startsWith(";")).toList();
        assertTrue(entries.size() > 20, list);
        return entries;
    }
}
