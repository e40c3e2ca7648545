package dev.nightmask.cli;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.mask.PseudonymizationKey;
import dev.nightmask.rules.RuleSet;
import dev.nightmask.snapshot.Budget;
import dev.nightmask.snapshot.SnapshotRequest;
import dev.nightmask.snapshot.SnapshotRun;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.SnapshotName;
import dev.nightmask.snapshot.publish.Snapshots;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "snapshot",
        description = {
            "Takes a masked snapshot of a database and publishes it.",
            "The database sees read-only sessions; nothing unmasked leaves the process."
        },
        footer = {
            "",
            "Example:  nightmask snapshot --source postgresql://reader@db/scoreboard --rules rules/ \\",
            "              --store s3://backups/scoreboard"
        })
final class SnapshotCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Mixin
    private final SourceOptions options = new SourceOptions();

    @Mixin
    private final KeyOptions keyOptions = new KeyOptions();

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the database is called in the store; without it, by its own name.")
    private String name = "";

    @Option(
            names = "--compression",
            paramLabel = "CODEC",
            defaultValue = "zlib:1",
            description = {
                "zlib:1 (the default) to zlib:9, for every pg_restore since PostgreSQL 12;",
                "lz4, zstd:1 to zstd:19, for pg_restore 16 and newer; or none."
            })
    private String compression = "";

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Sessions that read at once; without it, one for each processor, 4 at most.")
    private int jobs = Math.min(4, Runtime.getRuntime().availableProcessors());

    @Option(names = "--keep-everything", description = "Rules that mask nothing are meant so.")
    private boolean keepEverything;

    SnapshotCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    /// `NIGHTMASK_DEFLATE=jdk` does without native code, for the same bytes on machines with and without it.
    private Codec codec(Map<String, String> environment) {
        return switch (environment.getOrDefault("NIGHTMASK_DEFLATE", "")) {
            case "" -> Codecs.parse(compression);
            case "jdk" -> Codecs.parseForJdk(compression);
            default ->
                throw new NightmaskException(Failure.COMPRESSION_UNKNOWN, new Place.Setting("NIGHTMASK_DEFLATE"));
        };
    }

    @Override
    public Integer call() {
        if (jobs < 1) {
            throw UsageProblem.usage("the value of --jobs");
        }
        PseudonymizationKey key = keyOptions.key(surroundings.environment());
        Codec codec = codec(surroundings.environment());
        RuleSet rules = options.rules();
        ConnectionSettings source = options.source(surroundings);
        SnapshotName named = SnapshotName.parse(name.isEmpty() ? source.database() : name);
        SnapshotRequest request = new SnapshotRequest(
                named, source, surroundings.programs(), rules, key, codec, Budget.unlimited(), jobs, keepEverything);
        Manifest manifest;
        try (ObjectStore open = store.open(surroundings);
                ShownProgress progress = console.progress()) {
            manifest = new SnapshotRun(
                            request,
                            new Snapshots(open),
                            surroundings.clock(),
                            surroundings.random(),
                            progress,
                            surroundings.witness(console::say))
                    .run();
        }
        console.say(manifest.notices());
        return console.done(Outcome.SnapshotMade.of(manifest));
    }
}
