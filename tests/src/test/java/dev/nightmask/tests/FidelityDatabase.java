package dev.nightmask.tests;

import dev.nightmask.demo.ExtendedPostgres;
import dev.nightmask.demo.LocalPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Databases that hold every column type and every kind of object that PostgreSQL 15 offers, from the scripts in
/// `fidelity/`. [FidelityDatabaseTest] proves that they do.
public final class FidelityDatabase {
    /// The scripts of the main database, in the order in which they build on one another.
    public static final List<String> PARTS = List.of(
            "types",
            "text",
            "tables",
            "partitions",
            "sequences",
            "constraints",
            "code",
            "extensions",
            "foreign",
            "left-out");

    private FidelityDatabase() {}

    /// The installation whose servers can hold the main database, with or without rows of its own.
    public static ExtendedPostgres installation() {
        return new ExtendedPostgres(
                List.of("/fidelity/nightmask_fidelity.control", "/fidelity/nightmask_fidelity--1.0.sql"));
    }

    /// Creates the main database.
    public static void create(LocalPostgres server, String database) {
        ClientProgram.createDatabase(server, database, "UTF8");
        PARTS.forEach(part -> load(server, database, part));
    }

    /// Runs one script in a database that exists.
    public static void load(LocalPostgres server, String database, String part) {
        try (InputStream script = FidelityDatabase.class.getResourceAsStream("/fidelity/" + part + ".sql")) {
            Path file = Files.createTempFile("nightmask-fidelity", ".sql");
            try {
                Files.copy(script, file, StandardCopyOption.REPLACE_EXISTING);
                ClientProgram.run(
                        server,
                        "psql",
                        List.of("-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", "-d", server.uri(database)),
                        file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
