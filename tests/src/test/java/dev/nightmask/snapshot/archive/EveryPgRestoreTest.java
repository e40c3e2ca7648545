package dev.nightmask.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.snapshot.compress.Decoder;
import dev.nightmask.tests.ClientProgram;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every pg_restore of this machine makes of our archives: from PostgreSQL 16 on it reads all of them, before that
/// those of zlib only, and says so of the others.
class EveryPgRestoreTest {
    private static final int FIRST_WITH_ZSTD_AND_LZ4 = 16;
    private static final Pattern MAJOR = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    private static final String DATABASE = """
            CREATE TABLE t (id integer PRIMARY KEY, "näme" text);
            INSERT INTO t SELECT i, E'tab\\t line\\n back\\\\ ünï' || md5(i::text) FROM generate_series(1, 60000) i;
            CREATE TABLE noise (bytes bytea);
            INSERT INTO noise SELECT decode(string_agg(md5(i::text || j::text), ''), 'hex')
                FROM generate_series(1, 40) i, generate_series(1, 4000) j GROUP BY i;
            CREATE TABLE long (text text);
            INSERT INTO long VALUES (repeat('0123456789', 600000)), (NULL), ('');
            CREATE TABLE empty (id integer);
            """;

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static Path genuine;

    @BeforeAll
    static void dump() throws IOException {
        server = LocalPostgres.start(Map.of());
        Path script = Files.writeString(directory.resolve("original.sql"), DATABASE);
        ClientProgram.run(
                server, "psql", List.of("-Xq", "-v", "ON_ERROR_STOP=1", "-d", server.uri("postgres")), script);
        genuine = directory.resolve("genuine.dump");
        ClientProgram.run(
                server, "pg_dump", List.of("-Fc", "-E", "UTF8", "-f", genuine.toString(), server.uri("postgres")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib:1", "zlib:9", "none", "zstd:1", "zstd:19", "lz4"})
    void eachReadsTheSameFromItOrSaysThatItCannot(String codec) {
        Path ours = ours(codec);
        boolean old = Codecs.parse(codec).compression() == Compression.ZLIB || codec.equals("none");
        for (Path program : programs()) {
            if (old || major(program) >= FIRST_WITH_ZSTD_AND_LZ4) {
                String expected = script(program, ours("zlib:6"), false);
                assertTrue(expected.contains("COPY public.noise"), program::toString);
                assertEquals(expected, script(program, ours, false), () -> program + " from a file");
                assertEquals(expected, script(program, ours, true), () -> program + " from a pipe");
            } else {
                Ended ended = run(program, ours, false);
                assertNotEquals(0, ended.status());
                assertTrue(ended.errors().contains("unsupported version (1.15)"), ended::errors);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib:1", "none", "zstd:1", "zstd:19", "lz4"})
    void ourDecodersFindTheGenuineRows(String codec) throws IOException {
        assertEquals(rows(genuine), rows(ours(codec)));
        try (InputStream in = Files.newInputStream(ours(codec))) {
            assertEquals(
                    60_000, ArchiveReader.verify(in).seal().tables().getLast().rows());
        }
    }

    private static Path ours(String codec) {
        Path file = directory.resolve(codec.replace(':', '-') + ".dump");
        if (!Files.exists(file)) {
            try {
                GenuineArchive.reencode(genuine, Codecs.parse(codec), file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }

    /// Digests of the tables' COPY text, terminators included.
    private static List<String> rows(Path archive) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
            WireInput wire = new WireInput(in, Failure.ARCHIVE_FORMAT);
            Toc toc = TocReader.read(wire).toc();
            List<String> digests = new ArrayList<>();
            for (TocEntry table : toc.tableData()) {
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                try (Decoder decoder = Codecs.newDecoder(toc.header().compression())) {
                    BlockInput block = new BlockInput(wire);
                    block.begin(table.dumpId());
                    block.readTo((bytes, length) ->
                            decoder.decode(bytes, length, (decoded, count) -> text.write(decoded, 0, count)));
                }
                digests.add(HexFormat.of().formatHex(Sha256.start().digest(text.toByteArray())));
            }
            return digests;
        }
    }

    private static List<Path> programs() {
        List<Path> programs = Stream.concat(
                        Stream.of(server.programs()),
                        PostgresPrograms.installed(System.getenv()).directories().stream())
                .map(programDirectory -> programDirectory.resolve("pg_restore"))
                .filter(Files::isExecutable)
                .map(EveryPgRestoreTest::real)
                .filter(program -> program.endsWith("pg_restore"))
                .distinct()
                .toList();
        assertFalse(programs.isEmpty());
        return programs;
    }

    /// Debian's /usr/bin/pg_restore is a script of another name that chooses one of them.
    private static Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int major(Path program) {
        String version = ended(new ProcessBuilder(program.toString(), "--version"), Path.of("/dev/null"), false)
                .output();
        Matcher matcher = MAJOR.matcher(version);
        assertTrue(matcher.find(), version);
        return Integer.parseInt(matcher.group(1));
    }

    /// Without the lines that name a version or a key of this call.
    private static String script(Path program, Path archive, boolean pipe) {
        Ended ended = run(program, archive, pipe);
        assertEquals(0, ended.status(), () -> program + ": " + ended.errors());
        return ended.output()
                .lines()
                .filter(line ->
                        !line.startsWith("--") && !line.startsWith("\\restrict ") && !line.startsWith("\\unrestrict "))
                .collect(Collectors.joining("\n"));
    }

    private static Ended run(Path program, Path archive, boolean pipe) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-f", "-"));
        if (!pipe) {
            command.add(archive.toString());
        }
        return ended(new ProcessBuilder(command), archive, pipe);
    }

    private static Ended ended(ProcessBuilder program, Path input, boolean pipe) {
        try {
            Path output = Files.createTempFile(directory, "program", ".out");
            Path errors = Files.createTempFile(directory, "program", ".err");
            Process process = program.redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            try (OutputStream stream = process.getOutputStream()) {
                if (pipe) {
                    Files.copy(input, stream);
                }
            }
            return new Ended(
                    process.waitFor(),
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Ended(int status, String output, String errors) {}
}
