package dev.nightmask.tests;

import static org.junit.jupiter.api.Assertions.fail;

import dev.nightmask.demo.LocalPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A database as the text that genuine pg_dump makes of it: what two databases are compared by.
final class PlainDump {
    private PlainDump() {}

    /// Dumps schema and rows into a file. Two things differ between two copies of one database: the key of
    /// `\restrict`, which is fixed here, and which partition holds a row when an enum's hash decides, because
    /// PostgreSQL hashes the enum's oid. The rows of those are left out; compare them with [#rowsByEnumHash].
    static Path of(LocalPostgres server, String database, Path directory) {
        Path file = directory.resolve(database + ".sql");
        List<String> arguments = new ArrayList<>(ClientProgram.SAME_SCOPE);
        arguments.addAll(List.of(
                "--no-blobs",
                "--restrict-key=nightmask",
                "--exclude-table-data=partitions.by_enum_hash_*",
                "-E",
                "UTF8",
                "-f",
                file.toString(),
                server.uri(database)));
        ClientProgram.run(server, "pg_dump", arguments);
        return file;
    }

    /// All rows of the table that is partitioned by an enum's hash, ordered by their key.
    static String rowsByEnumHash(LocalPostgres server, String database) {
        return ClientProgram.query(server, database, "SELECT * FROM partitions.by_enum_hash ORDER BY colour, n");
    }

    /// Nothing is sorted and nothing is left out.
    static void assertSame(Path expected, Path actual) {
        try {
            if (Files.mismatch(expected, actual) >= 0) {
                fail(firstDifference(expected, actual));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstDifference(Path expected, Path actual) throws IOException {
        try (BufferedReader left = Files.newBufferedReader(expected, StandardCharsets.UTF_8);
                BufferedReader right = Files.newBufferedReader(actual, StandardCharsets.UTF_8)) {
            for (int number = 1; ; number++) {
                String one = left.readLine();
                String other = right.readLine();
                if (one == null || !one.equals(other)) {
                    return "line " + number + " of " + expected.getFileName() + "\n" + shortened(one) + "\nbut in "
                            + actual.getFileName() + "\n" + shortened(other);
                }
            }
        }
    }

    private static String shortened(String line) {
        return line == null ? "(end of file)" : line.substring(0, Math.min(line.length(), 300));
    }
}
