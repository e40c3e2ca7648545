package dev.nightmask.cli;

import dev.nightmask.snapshot.publish.Deletion;
import dev.nightmask.snapshot.publish.Deletion.Selection;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.Snapshots;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "delete",
        description = {
            "Deletes snapshots of a store.",
            "By count or by age the latest is never deleted, and no run that is under way is disturbed."
        },
        footer = {"", "Example:  nightmask delete --store s3://backups/scoreboard --older-than 30d --dry-run"})
final class DeleteCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Option(names = "--snapshot", paramLabel = "ID", description = "This one.")
    private @Nullable String snapshot;

    @Option(names = "--keep-last", paramLabel = "N", description = "All but the N newest of each database, at least 1.")
    private @Nullable Integer keepLast;

    @Option(names = "--older-than", paramLabel = "AGE", description = "Those older than, for example, 30d or 12h.")
    private @Nullable Duration olderThan;

    @Option(names = "--name", paramLabel = "NAME", description = "Only those of this database.")
    private String name = "";

    @Option(names = "--dry-run", description = "Only say what would be deleted.")
    private boolean dryRun;

    DeleteCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Selection selection = selection();
        try (ObjectStore open = store.open(surroundings)) {
            Snapshots snapshots = new Snapshots(open);
            Deletion plan =
                    snapshots.plan(selection, of -> name.isEmpty() || of.text().equals(name));
            if (!dryRun) {
                snapshots.delete(plan);
            }
            return console.done(new Outcome.Deleted(
                    plan.ids().stream().map(SnapshotId::text).toList(), dryRun, plan.includesLatest()));
        }
    }

    private Selection selection() {
        if (Stream.of(snapshot, keepLast, olderThan).filter(it -> it != null).count() != 1) {
            throw UsageProblem.usage("one of --snapshot, --keep-last and --older-than is needed");
        }
        if (snapshot != null) {
            return new Selection.One(SnapshotId.parse(snapshot));
        }
        if (olderThan != null) {
            return new Selection.OlderThan(olderThan, surroundings.clock().instant());
        }
        if (keepLast == null || keepLast < 1) {
            throw UsageProblem.usage("the value of --keep-last");
        }
        return new Selection.AllButNewest(keepLast);
    }
}
