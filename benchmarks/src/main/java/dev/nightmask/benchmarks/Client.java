package dev.nightmask.benchmarks;

import dev.nightmask.demo.LocalPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// PostgreSQL's own programs on one database of a throw-away server, as its superuser and over TCP.
///
/// @param database one that exists when a program is run
record Client(LocalPostgres server, String database) {

    /// Writes what a program reads from its standard input.
    @FunctionalInterface
    interface Input {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Without the password, which is in [#environment()].
    String uri() {
        return "postgresql://%s@127.0.0.1:%d/%s".formatted(LocalPostgres.SUPERUSER, server.port(), database);
    }

    Map<String, String> environment() {
        return Map.of("PGPASSWORD", server.password());
    }

    /// The path of a program of the server's own version.
    String program(String name) {
        return server.programs().resolve(name).toString();
    }

    /// What psql prints for a query, without header and padding.
    String query(String sql) {
        try {
            Process psql = psql("-c", sql);
            psql.getOutputStream().close();
            return answer(psql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs statements and COPY data in the form that psql reads.
    void run(Input script) {
        try {
            Process psql = psql("-f", "-");
            try (OutputStream out = psql.getOutputStream()) {
                script.writeTo(out);
            }
            answer(psql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process psql(String... arguments) throws IOException {
        ProcessBuilder psql = new ProcessBuilder(program("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", uri());
        psql.command().addAll(List.of(arguments));
        psql.environment().keySet().removeIf(name -> name.startsWith("PG"));
        psql.environment().putAll(environment());
        psql.redirectError(ProcessBuilder.Redirect.INHERIT);
        return psql.start();
    }

    private static String answer(Process psql) throws IOException {
        try (BufferedReader lines = psql.inputReader(StandardCharsets.UTF_8)) {
            String text = String.join("\n", lines.lines().toList());
            if (psql.waitFor() != 0) {
                throw new IllegalStateException("psql ended with status " + psql.exitValue());
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            psql.destroy();
        }
    }
}
