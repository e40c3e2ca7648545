package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.catalog.ChildLogin;
import dev.nightmask.snapshot.catalog.ClientProgram;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/// Runs pg_restore on a file and understands how it went. Nothing it prints is passed on.
final class PgRestore {
    /// Enough for every message of its own; values that a server quotes may be longer.
    private static final int LINE_CHARS = 4096;

    private final ClientProgram program;
    private final Toc toc;
    private final boolean whole;

    /// @param selection what it is to restore
    PgRestore(ClientProgram program, Selection selection) {
        this.program = program;
        this.toc = selection.toc();
        this.whole = selection.whole();
    }

    /// Loads an archive into a database that is there and empty.
    ///
    /// @param loaded told the dump id of each entry that is complete, from one other thread
    /// @return what failed without harm
    /// @throws NightmaskException RESTORE_FAILED with every entry that could not be restored; INTERRUPTED
    List<String> load(Path archive, ConnectionSettings database, int jobs, IntConsumer loaded) {
        Steps steps = new Steps(jobs == 1 ? toc.entries() : List.of());
        try (ChildLogin login = database.childLogin()) {
            return load(start(command(archive, database, jobs), login.environment()), steps, loaded);
        }
    }

    private List<String> load(Process process, Steps steps, IntConsumer loaded) {
        RestoreLog log = new RestoreLog(publicSchema());
        FutureTask<Void> reading = new FutureTask<>(() -> follow(process.getErrorStream(), log, steps, loaded), null);
        Thread.ofVirtual().name("nightmask-pg-restore").start(reading);
        try {
            name(process.getOutputStream());
            reading.get();
            int status = process.waitFor();
            if (!log.isSuccess(status)) {
                throw new NightmaskException(problems(log.failedEntries(), status));
            }
            return log.harmless();
        } catch (ExecutionException e) {
            throw new NightmaskException(Failure.RESTORE_FAILED, place("output unreadable"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NightmaskException(Failure.INTERRUPTED, place(""));
        } finally {
            process.destroy();
        }
    }

    private List<String> command(Path archive, ConnectionSettings database, int jobs) {
        List<String> words = new ArrayList<>(List.of(program.file().toString(), "--verbose", "--jobs=" + jobs));
        words.addAll(List.of("--no-owner", "--no-acl", "--no-tablespaces", "--no-comments", "--no-security-labels"));
        words.addAll(List.of("--no-publications", "--no-subscriptions"));
        if (!whole) {
            words.add("--use-list=/dev/stdin");
        }
        words.addAll(database.clientArguments());
        words.add(archive.toAbsolutePath().toString());
        return words;
    }

    private Process start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        // A database that is lost in a crash before it is whole is no loss.
        builder.environment().merge("PGOPTIONS", "-c synchronous_commit=off", (given, ours) -> given + " " + ours);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new NightmaskException(Failure.PG_DUMP_MISSING, place(""));
        }
    }

    /// Says which entries are meant, unless all are: pg_restore reads the list before anything else.
    private void name(OutputStream list) {
        try (list) {
            if (!whole) {
                String lines = toc.entries().stream()
                        .map(entry -> entry.dumpId() + ";\n")
                        .collect(Collectors.joining());
                list.write(lines.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // It has ended before it read all of it, which its status tells.
        }
    }

    private static void follow(InputStream messages, RestoreLog log, Steps steps, IntConsumer loaded) {
        read(messages, line -> {
            log.read(line).ifPresent(loaded);
            steps.read(line).ifPresent(loaded);
        });
        steps.end().ifPresent(loaded);
    }

    /// On a thread of its own, since an interrupt does not end a read from a pipe.
    private static void read(InputStream messages, Consumer<String> each) {
        StringBuilder line = new StringBuilder();
        try (InputStream in = new BufferedInputStream(messages)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    each.accept(line.toString());
                    line.setLength(0);
                } else if (line.length() < LINE_CHARS) {
                    line.append((char) next);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        each.accept(line.toString());
    }

    private Set<Integer> publicSchema() {
        return toc.entries().stream()
                .filter(entry -> entry.desc().equals("SCHEMA") && "public".equals(entry.tag()))
                .map(TocEntry::dumpId)
                .collect(Collectors.toSet());
    }

    private List<Problem> problems(List<Integer> failedEntries, int status) {
        List<Problem> problems = toc.entries().stream()
                .filter(entry -> failedEntries.contains(entry.dumpId()))
                .map(entry -> new Problem(Failure.RESTORE_FAILED, new Place.TocEntry(entry.dumpId(), name(entry))))
                .toList();
        return problems.isEmpty()
                ? List.of(new Problem(Failure.RESTORE_FAILED, place("exit status " + status)))
                : problems;
    }

    private static String name(TocEntry entry) {
        String schema = entry.namespace() == null || entry.namespace().isEmpty() ? "" : entry.namespace() + ".";
        return entry.tag() == null ? entry.desc() : entry.desc() + " " + schema + entry.tag();
    }

    private Place place(String found) {
        return new Place.Program("pg_restore", found, "");
    }
}
