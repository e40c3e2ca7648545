package dev.nightmask.demo;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.rules.RuleFiles;
import dev.nightmask.snapshot.Budget;
import dev.nightmask.snapshot.SnapshotRequest;
import dev.nightmask.snapshot.SnapshotRun;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.guard.Guard;
import dev.nightmask.snapshot.guard.SourceMemory;
import dev.nightmask.snapshot.guard.SourceWitness;
import dev.nightmask.snapshot.guard.Waiting;
import dev.nightmask.snapshot.journal.Journal;
import dev.nightmask.snapshot.link.HandOut.Asker;
import dev.nightmask.snapshot.link.Link;
import dev.nightmask.snapshot.link.Links;
import dev.nightmask.snapshot.link.Pull;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.SnapshotName;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.restore.Restore;
import dev.nightmask.snapshot.restore.RestoreRequest;
import dev.nightmask.snapshot.restore.RestoreResult;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;

/// The whole path on this machine, from a production database to a developer's: the same classes as the commands, on
/// data that we made up. It fails when a promise does not hold.
public final class Demo {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final int JOBS = 2;
    private static final String MACHINE = "demo";

    private final Audience audience;
    private final Clock clock = Clock.systemUTC();

    public Demo(Audience audience) {
        this.audience = audience;
    }

    /// What the demo achieved.
    ///
    /// @param originals how many original values were looked for
    public record Result(String snapshot, int tables, long rows, long sizeBytes, int originals) {}

    /// Plays the demo and leaves nothing behind.
    ///
    /// @param beforeTheEnd runs while everything is still there; told how to look around
    public Result run(Consumer<List<String>> beforeTheEnd) {
        if (!LocalPostgres.isInstalled()) {
            audience.say("PostgreSQL is not installed yet; this takes a minute");
        }
        audience.heading("1. Production: a PostgreSQL server with the database of a scoreboard service");
        try (Scoreboard scoreboard = Scoreboard.start()) {
            scoreboard.fill();
            scoreboard.production().query(Showcase.SIZES).stream().skip(1).forEach(row -> audience.say(row.getFirst()));
            try (ObjectStore store = scoreboard.store()) {
                Manifest manifest = snapshot(scoreboard, new Snapshots(store));
                pull(scoreboard, link(store, manifest));
                restore(scoreboard);
                audience.heading("6. The same rows, before and after");
                Showcase.lines(scoreboard).forEach(audience::say);
                tryProduction(scoreboard);
                int originals = lookForOriginals(scoreboard);
                beforeTheEnd.accept(Showcase.waysToLookAround(scoreboard));
                return result(manifest, originals);
            }
        }
    }

    private Manifest snapshot(Scoreboard scoreboard, Snapshots snapshots) {
        audience.heading("2. Snapshot: masked on the way out, published whole");
        audience.say("$ nightmask snapshot --source %s --rules scoreboard.yaml --store %s"
                .formatted(uri(scoreboard.source()), Scoreboard.STORE));
        SnapshotRequest request = new SnapshotRequest(
                SnapshotName.parse("scoreboard"),
                scoreboard.source(),
                PostgresPrograms.installed(System.getenv()),
                RuleFiles.read(scoreboard.rules()),
                Scoreboard.newKey(),
                Codecs.parse("zlib:1"),
                Budget.unlimited(),
                2,
                false);
        SourceWitness witness = new SourceWitness(memory(scoreboard), MACHINE, audience::say);
        Manifest manifest =
                new SnapshotRun(request, snapshots, clock, new SecureRandom(), audience.progress(), witness).run();
        audience.say("snapshot %s: %,d rows, %,d bytes"
                .formatted(manifest.id(), rows(manifest), manifest.archive().sizeBytes()));
        return manifest;
    }

    private Link link(ObjectStore store, Manifest manifest) {
        return new Links(store, clock, new SecureRandom()).make(manifest, Links.MAX_LIFE, new Asker("demo", MACHINE));
    }

    private void pull(Scoreboard scoreboard, Link link) {
        audience.heading("3. Link: no credentials, and dead in three minutes");
        audience.say("$ nightmask link --store " + Scoreboard.STORE);
        audience.say(link.url().reveal().toString());
        audience.say("it dies at " + TIME.format(link.handOut().expiresAt()));
        audience.heading("4. Pull by the link, and verify every byte");
        audience.say("$ nightmask pull LINK -o scoreboard.dump");
        new Pull(audience.progress(), clock).fromLink(link.url(), scoreboard.archive());
    }

    private void restore(Scoreboard scoreboard) {
        audience.heading("5. Restore into the developer's own server");
        audience.say("$ nightmask restore scoreboard.dump --target " + uri(scoreboard.target()));
        RestoreResult result = restore(scoreboard, scoreboard.target());
        audience.say("%d tables and %,d rows are in %s"
                .formatted(result.tables(), result.rows(), result.database().describe()));
    }

    private void tryProduction(Scoreboard scoreboard) {
        audience.heading("7. The same restore in the wrong terminal window");
        audience.say("$ nightmask restore scoreboard.dump --target " + uri(scoreboard.wrongTarget()));
        try {
            restore(scoreboard, scoreboard.wrongTarget());
        } catch (NightmaskException e) {
            if (e.failure() == Failure.TARGET_IS_SOURCE) {
                audience.say("nightmask: " + e.problems().getFirst().sentence());
                audience.say("  " + e.failure().remedy());
                return;
            }
            throw e;
        }
        throw new IllegalStateException("a restore into production was not refused");
    }

    private RestoreResult restore(Scoreboard scoreboard, ConnectionSettings target) {
        SourceMemory memory = memory(scoreboard);
        Guard guard = new Guard(memory.known(), memory::add, clock, Waiting.really(), MACHINE);
        return new Restore(
                        guard,
                        new Journal(scoreboard.state().resolve("journal.jsonl"), MACHINE, clock, new SecureRandom()),
                        PostgresPrograms.installed(System.getenv()),
                        clock,
                        new SecureRandom(),
                        audience.progress())
                .run(new RestoreRequest(scoreboard.archive(), null, target, List.of(), JOBS));
    }

    private static SourceMemory memory(Scoreboard scoreboard) {
        return new SourceMemory(scoreboard.state());
    }

    private int lookForOriginals(Scoreboard scoreboard) {
        audience.heading("8. Look for originals: addresses, account numbers, tokens, names of accounts");
        Originals originals = Originals.of(scoreboard.production());
        int inProduction = originals.in(scoreboard.production());
        int inArchive = originals.in(scoreboard.archive(), scoreboard.server());
        int inDev = originals.in(scoreboard.dev());
        audience.say("found in production: %,d of %,d".formatted(inProduction, originals.count()));
        audience.say("found in the archive: %,d".formatted(inArchive));
        audience.say("found in dev: %,d".formatted(inDev));
        if (inProduction != originals.count() || inArchive + inDev > 0) {
            throw new IllegalStateException("originals were found, or the search finds nothing");
        }
        return originals.count();
    }

    private static String uri(ConnectionSettings settings) {
        return "postgresql://%s@%s:%d/%s"
                .formatted(
                        settings.user(),
                        settings.place().host(),
                        settings.place().port(),
                        settings.database());
    }

    private static Result result(Manifest manifest, int originals) {
        return new Result(
                manifest.id().text(),
                manifest.seal().tables().size(),
                rows(manifest),
                manifest.archive().sizeBytes(),
                originals);
    }

    private static long rows(Manifest manifest) {
        List<TableCount> tables = manifest.seal().tables();
        return tables.stream().mapToLong(TableCount::rows).sum();
    }
}
