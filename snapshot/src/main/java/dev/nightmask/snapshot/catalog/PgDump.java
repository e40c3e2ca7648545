package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A pg_dump that runs for its table of contents alone. It writes that before any row; then its pipe fills up
/// and it waits, holding ACCESS SHARE on every table it dumps, until it is stopped.
///
/// Rows that wait in the pipe are thrown away unseen. What pg_dump says on standard error may quote rows: it
/// is looked at to tell failures apart and never shown.
final class PgDump implements AutoCloseable {
    private static final int MESSAGE_BYTES = 1 << 16;
    private static final long STOP_SECONDS = 5;

    private final Process process;
    private final ChildLogin login;
    private final Thread drain;
    private final StringBuilder messages = new StringBuilder();

    private PgDump(Process process, ChildLogin login) {
        this.process = process;
        this.login = login;
        this.drain = Thread.ofVirtual().name("pg_dump-messages").start(this::drainMessages);
    }

    static PgDump start(ClientProgram program, ConnectionSettings settings, SourceSession session) {
        List<String> command = new ArrayList<>(List.of(program.file().toString()));
        command.addAll(settings.clientArguments());
        command.addAll(arguments(program.version(), session));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Map<String, String> environment = builder.environment();
        environment.clear();
        ChildLogin login = settings.childLogin();
        environment.putAll(login.environment());
        environment.compute("PGAPPNAME", (name, ours) -> ours + " pg_dump");
        try {
            return new PgDump(builder.start(), login);
        } catch (IOException e) {
            login.close();
            throw new NightmaskException(
                    Failure.PG_DUMP_MISSING, new Place.Program(program.file().toString(), "", ""));
        }
    }

    /// Custom format and UTF-8, and none of what would carry personal data or secrets beside the rows.
    private static List<String> arguments(PostgresVersion version, SourceSession session) {
        List<String> arguments = new ArrayList<>(List.of(
                "--format=custom",
                "--compress=0",
                "--encoding=UTF8",
                "--snapshot=" + session.snapshot(),
                "--lock-wait-timeout=" + session.lockWait().toMillis(),
                "--no-owner",
                "--no-acl",
                "--no-comments",
                "--no-security-labels",
                "--no-publications",
                "--no-subscriptions",
                version.major() < 16 ? "--no-blobs" : "--no-large-objects"));
        if (version.major() >= 18) {
            arguments.add("--no-statistics");
        }
        return arguments;
    }

    /// Reads the table of contents; pg_dump goes on to hold its locks.
    Toc readToc() {
        try {
            return TocReader.read(process.getInputStream());
        } catch (NightmaskException e) {
            throw switch (e.failure()) {
                case ARCHIVE_TRUNCATED, ARCHIVE_UNREADABLE -> endedEarly();
                default -> e;
            };
        }
    }

    private NightmaskException endedEarly() {
        boolean byItself = awaitEnd();
        close();
        String status = byItself ? "exit status " + process.exitValue() : "";
        synchronized (messages) {
            return new NightmaskException(classify(messages.toString()), new Place.Program("pg_dump", status, ""));
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// pg_dump speaks English here; the server may not, and then it stays with the general failure.
    private static Failure classify(String said) {
        if (said.contains("statement timeout") || said.contains("lock timeout")) {
            return Failure.SOURCE_LOCKED;
        }
        if (said.contains("out of shared memory")) {
            return Failure.SOURCE_LOCK_TABLE;
        }
        if (said.contains("permission denied") || said.contains("row-level security")) {
            return Failure.SOURCE_PERMISSION;
        }
        if (said.contains("server version mismatch")) {
            return Failure.PG_DUMP_TOO_OLD;
        }
        if (said.contains("invalid snapshot identifier")) {
            return Failure.SOURCE_UNSUPPORTED;
        }
        if (said.contains("does not exist")) {
            return Failure.SOURCE_CHANGED;
        }
        return Failure.PG_DUMP_FAILED;
    }

    private void drainMessages() {
        try (InputStream in = process.getErrorStream()) {
            byte[] buffer = new byte[4096];
            for (int n; (n = in.read(buffer)) >= 0; ) {
                synchronized (messages) {
                    if (messages.length() < MESSAGE_BYTES) {
                        messages.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (IOException e) {
            // pg_dump was killed: there is nothing more to hear from it.
            return;
        }
    }

    /// Stops pg_dump by SIGTERM, on which it cancels its query: its backend and its locks are gone with it.
    @Override
    public void close() {
        process.toHandle().destroy();
        if (!awaitEnd()) {
            process.destroyForcibly();
        }
        login.close();
        try {
            drain.join();
            process.getInputStream().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
