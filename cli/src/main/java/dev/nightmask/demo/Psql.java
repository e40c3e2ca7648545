package dev.nightmask.demo;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// PostgreSQL's own client programs on one of the demo's databases, through its Unix socket.
///
/// @param database one that exists
record Psql(LocalPostgres server, String database) {
    private static final int CONNECTION_WORDS = 9;
    private static final String SEPARATOR = "\u001f";

    /// Runs a file of statements, all or nothing.
    void runFile(Path file) {
        run(line("psql", "-q", "-1", "-f", file.toString()), unused -> {});
    }

    void execute(String sql) {
        run(line("psql", "-q", "-c", sql), unused -> {});
    }

    /// The answer to a query: the names of its columns, then each row. NULL reads `(NULL)`.
    List<List<String>> query(String sql) {
        List<List<String>> rows = new ArrayList<>();
        List<String> line = line(
                "psql",
                "-q",
                "-A",
                "-F",
                SEPARATOR,
                "-P",
                "footer=off",
                "-P",
                "null=(NULL)",
                "-P",
                "pager=off",
                "-c",
                sql);
        run(line, row -> rows.add(List.of(row.split(SEPARATOR, -1))));
        return rows;
    }

    /// All rows of the database as text.
    void dump(Consumer<String> lines) {
        run(line("pg_dump", "--data-only"), lines);
    }

    /// The command that opens this database in a terminal; the socket's directory is for the server's user and root.
    String shell() {
        return String.join(" ", line("psql").stream().limit(CONNECTION_WORDS).toList());
    }

    private List<String> line(String program, String... arguments) {
        Stream<String> connection = Stream.of(
                server.programs().resolve(program).toString(),
                "-h",
                server.socketDirectory().toString(),
                "-p",
                Integer.toString(server.port()),
                "-U",
                LocalPostgres.SUPERUSER,
                "-d",
                database);
        Stream<String> quiet = program.equals("psql") ? Stream.of("-X", "-v", "ON_ERROR_STOP=1") : Stream.of();
        return Stream.of(connection, quiet, Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
    }

    /// Runs a program to its end and hands out each line of its output.
    static void run(List<String> command, Consumer<String> lines) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        Path program = Path.of(command.getFirst());
        try {
            int status = statusOf(builder.start(), lines);
            if (status != 0) {
                throw failed(program, "exit status " + status);
            }
        } catch (IOException e) {
            throw failed(program, "not started");
        }
    }

    private static int statusOf(Process process, Consumer<String> lines) throws IOException {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            out.lines().forEach(lines);
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        } finally {
            process.destroy();
        }
    }

    private static NightmaskException failed(Path program, String how) {
        return new NightmaskException(
                Failure.INTERNAL, new Place.Program(program.getFileName().toString(), how, ""));
    }
}
