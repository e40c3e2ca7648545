package dev.nightmask.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.demo.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// PostgreSQL's own client programs, as the second opinion in tests.
public final class ClientProgram {
    /// What Nightmask leaves out of the schema is left out of the genuine dump too.
    public static final List<String> SAME_SCOPE = List.of(
            "--no-owner",
            "--no-acl",
            "--no-comments",
            "--no-publications",
            "--no-subscriptions",
            "--no-security-labels");

    private ClientProgram() {}

    /// Runs a program to its end, which must be a good one.
    ///
    /// @return its output and standard error together
    public static String run(LocalPostgres server, String program, List<String> arguments) {
        return run(server, program, arguments, Path.of("/dev/null"));
    }

    /// The same with a file as its standard input.
    public static String run(LocalPostgres server, String program, List<String> arguments, Path input) {
        Ended ended = tryToRun(server, program, arguments, input);
        assertEquals(0, ended.status(), program + ": " + ended.output());
        return ended.output();
    }

    /// How a program ended: its output and standard error together.
    public record Ended(int status, String output) {}

    /// Runs a program to its end, whatever that is.
    public static Ended tryToRun(LocalPostgres server, String program, List<String> arguments, Path input) {
        try {
            Path output = Files.createTempFile("nightmask-program", ".out");
            try {
                int status = start(server, program, arguments, input, output).waitFor();
                return new Ended(status, Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process start(LocalPostgres server, String program, List<String> arguments, Path input, Path output)
            throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(server.programs().resolve(program).toString()), arguments.stream())
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("PGOPTIONS", "-c client_min_messages=error");
        builder.environment().put("PGCLIENTENCODING", "UTF8");
        return builder.start();
    }

    /// What psql prints for a query, without header and padding.
    public static String query(LocalPostgres server, String database, String sql) {
        return rows(server, database, sql).strip();
    }

    /// The same to the last line feed.
    public static String rows(LocalPostgres server, String database, String sql) {
        return run(
                server, "psql", List.of("-X", "-At", "-v", "ON_ERROR_STOP=1", "-d", server.uri(database), "-c", sql));
    }

    /// Creates an empty database in the given encoding.
    public static void createDatabase(LocalPostgres server, String database, String encoding) {
        query(
                server,
                "postgres",
                "CREATE DATABASE \"" + database + "\" TEMPLATE template0 LOCALE 'C' ENCODING '" + encoding + "'");
    }
}
