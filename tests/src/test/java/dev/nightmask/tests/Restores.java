package dev.nightmask.tests;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.guard.Guard;
import dev.nightmask.snapshot.guard.KnownSources;
import dev.nightmask.snapshot.guard.SourceMemory;
import dev.nightmask.snapshot.guard.SourceWitness;
import dev.nightmask.snapshot.journal.Journal;
import dev.nightmask.snapshot.restore.Previous;
import dev.nightmask.snapshot.restore.Restore;
import dev.nightmask.snapshot.restore.RestoreRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Restores for tests of what goes on in them.
public final class Restores {
    private Restores() {}

    /// With the client programs of a server.
    public static Restore by(LocalPostgres server) {
        return by(List.of(server.programs()), Progress.none());
    }

    /// The same, written down in a journal of the test's own.
    public static Restore by(LocalPostgres server, Journal journal) {
        return by(List.of(server.programs()), Progress.none(), journal);
    }

    public static Restore by(List<Path> programs, Progress progress) {
        return by(programs, progress, journal());
    }

    private static Restore by(List<Path> programs, Progress progress, Journal journal) {
        return new Restore(
                guard(), journal, new PostgresPrograms(programs), InstantSource.system(), new Random(), progress);
    }

    public static Previous previous() {
        return new Previous(guard(), journal());
    }

    /// One that knows no sources but those of the archive at hand.
    public static Guard guard() {
        return new Guard(KnownSources.none(), unused -> {}, InstantSource.system(), new SkippedTime(), "here");
    }

    /// One that remembers in a directory.
    public static SourceWitness witness(Path directory) {
        return new SourceWitness(new SourceMemory(directory.resolve("state")), "here", unused -> {});
    }

    /// Into a file that is gone with the test.
    public static Journal journal() {
        try {
            Path file = Files.createTempFile("nightmask-journal", ".jsonl");
            file.toFile().deleteOnExit();
            return journal(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Journal journal(Path file) {
        return new Journal(file, "tester@here", InstantSource.system(), new Random());
    }

    public static RestoreRequest request(Path archive, String uri) {
        return request(archive, ConnectionSettings.of(uri, Map.of()));
    }

    public static RestoreRequest request(Path archive, ConnectionSettings target) {
        return new RestoreRequest(archive, null, target, List.of(), 2);
    }
}
