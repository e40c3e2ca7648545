package dev.nightmask.snapshot.guard;

import static dev.nightmask.failure.Failure.RESTORE_FAILED;
import static dev.nightmask.failure.Failure.TARGET_CHANGED;
import static dev.nightmask.failure.Failure.TARGET_IS_SOURCE;
import static dev.nightmask.failure.Failure.TARGET_SHARES_IDENTITY;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.publish.SourceNote;
import dev.nightmask.snapshot.publish.SourceNotes;
import dev.nightmask.snapshot.publish.Stores;
import dev.nightmask.snapshot.restore.Forwarder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Ways to reach production with an archive that does not name it, by one of its copies, or in the middle of a restore
/// into another server.
final class CopyBypasses {
    private final Arena arena;
    private final LocalPostgres production;
    private final List<Bypass> all = new ArrayList<>();

    CopyBypasses(Arena arena) {
        this.arena = arena;
        this.production = arena.production();
    }

    List<Bypass> all() throws IOException {
        byMemory();
        byCopy();
        bySwitchingInTheMiddle();
        return all;
    }

    /// The archive comes from elsewhere, and only what was noted tells that this is a source.
    private void byMemory() throws IOException {
        String identifier = Arena.identity(production).systemIdentifier();
        SourceMemory memory = new SourceMemory(arena.directory().resolve("remembered"));
        memory.add(SourceNote.of(identifier));
        Path store = Files.createDirectory(arena.directory().resolve("store"));
        new SourceNotes(Stores.directory(store)).add(SourceNote.of(identifier));
        for (String database : AddressBypasses.DATABASES) {
            all.add(Bypass.by(
                    "archive of another source",
                    TARGET_IS_SOURCE,
                    production.uri(database),
                    Map.of(),
                    settings -> arena.restoreForeign(Marked.guard(memory.known()), settings)));
            all.add(Bypass.by(
                    "store whose manifests were deleted",
                    TARGET_IS_SOURCE,
                    production.uri(database),
                    Map.of(),
                    settings -> arena.restoreForeign(
                            Marked.guard(KnownSources.of(new SourceNotes(Stores.directory(store)).all())), settings)));
            all.add(Bypass.by(
                    "manifest of another snapshot",
                    TARGET_IS_SOURCE,
                    production.uri(database),
                    Map.of(),
                    settings -> arena.restoreForeign(
                            Marked.guard(KnownSources.none()).knowing(Set.of(identifier)), settings)));
        }
    }

    private void byCopy() {
        KnownSources met = arena.met();
        for (String database : List.of("prod", "marked_TARGET", "new")) {
            copied("standby", TARGET_IS_SOURCE, arena.standby().uri(database), met);
            copied("copied data directory", TARGET_SHARES_IDENTITY, arena.copy().uri(database), met);
            copied(
                    "copy of which only the number is known",
                    TARGET_IS_SOURCE,
                    arena.copy().uri(database),
                    KnownSources.none());
        }
        for (String database : List.of("prod", "marked_TARGET", "new")) {
            all.add(new Bypass("promoted standby", TARGET_SHARES_IDENTITY, database, () -> {
                arena.standby().promote();
                restoreCopied(arena.standby().uri(database), met);
            }));
        }
    }

    private void copied(String kind, Failure expected, String uri, KnownSources met) {
        all.add(new Bypass(kind, expected, uri, () -> restoreCopied(uri, met)));
    }

    private void restoreCopied(String uri, KnownSources met) {
        Guard guard =
                Marked.guard(met.and(KnownSources.named(arena.met().servers().keySet())));
        arena.restoreForeign(guard, ConnectionSettings.of(uri, Map.of()));
    }

    /// What was admitted is another server; then the address leads to production.
    private void bySwitchingInTheMiddle() {
        for (String database : List.of("postgres", "prod", "other", "after")) {
            all.add(new Bypass("failover after the check", TARGET_CHANGED, database, () -> {
                try (Forwarder address = Forwarder.to(arena.spare().port());
                        Target target = Target.open(throughSpare(address.port()))) {
                    Guard guard = Marked.guard(KnownSources.none());
                    Admission admission = guard.admit(target);
                    address.turnTo(production.port());
                    guard.connect(target, admission, database).close();
                }
            }));
        }
        for (String database : List.of("turned", "turned_again")) {
            all.add(new Bypass("failover while loading", RESTORE_FAILED, database, () -> {
                try (Forwarder address = Forwarder.to(arena.spare().port())) {
                    arena.restoreForeign(
                            Marked.guard(KnownSources.none()),
                            throughSpare(address.port()).withDatabase(database),
                            new Turning(() -> address.turnTo(production.port())));
                }
            }));
        }
    }

    private static ConnectionSettings throughSpare(int at) {
        return ConnectionSettings.of("postgresql://owner:owner@127.0.0.1:" + at + "/fresh", Map.of());
    }

    /// As soon as the loading begins.
    private record Turning(Runnable turn) implements Progress {
        @Override
        public void stage(String name, long totalBytes) {
            if (!name.equals("verify")) {
                turn.run();
            }
        }

        @Override
        public void advance(long rows, long bytes) {}
    }
}
