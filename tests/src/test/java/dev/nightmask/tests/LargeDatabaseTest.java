package dev.nightmask.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gigabyte through a JVM of its own, whose heap is limited to 256 MB.
class LargeDatabaseTest {
    private static final String MAKE_A_GIGABYTE = """
            CREATE UNLOGGED TABLE big AS
            SELECT n AS id,
                'person' || n || '@mail.test' AS email,
                repeat(md5(n::text), 12 + n % 9) AS body,
                now() + n * interval '1 second' AS at
            FROM generate_series(1, 1750000) n
            """;

    private static LocalPostgres server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = LocalPostgres.start(Map.of("max_wal_size", "4GB"));
        ClientProgram.query(server, "postgres", MAKE_A_GIGABYTE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void gigabyteGoesThroughAHeapOf256Megabytes() throws Exception {
        Path rules = Files.writeString(directory.resolve("rules.yaml"), """
                version: 1
                tables:
                  public.big:
                    email: {pseudonymize: email}
                    "*":   {keep: generated text}
                """);
        Path output = directory.resolve("output");
        Process run = nightmask(rules, output);
        assertEquals(0, run.waitFor(), () -> read(output));
        assertTrue(read(output).contains("\"rows\":1750000"), read(output));
        String gigabyte = ClientProgram.query(server, "postgres", "SELECT pg_table_size('big') >= 1000000000");
        assertEquals("t", gigabyte, "the table is smaller than that");
    }

    private Process nightmask(Path rules, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.nightmask.cli.Nightmask",
                        "snapshot",
                        "--json",
                        "--source",
                        "postgresql://postgres@127.0.0.1:" + server.port() + "/postgres",
                        "--rules",
                        rules.toString(),
                        "--store",
                        "file:" + Files.createDirectory(directory.resolve("store"))))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PGPASSWORD", server.password());
        builder.environment().put("NIGHTMASK_KEY", "5c".repeat(32));
        return builder.start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
