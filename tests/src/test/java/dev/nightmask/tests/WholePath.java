package dev.nightmask.tests;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.mask.PseudonymizationKey;
import dev.nightmask.rules.RuleFiles;
import dev.nightmask.snapshot.Budget;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.SnapshotRequest;
import dev.nightmask.snapshot.SnapshotRun;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.S3Settings;
import dev.nightmask.snapshot.publish.SnapshotName;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.Stores;
import dev.nightmask.snapshot.restore.RestoreRequest;
import dev.nightmask.snapshot.restore.RestoreResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// From one server to another, as `nightmask snapshot` and `nightmask restore` go, with a directory as the store.
final class WholePath {
    /// Every column as it is.
    static final String KEEP_EVERYTHING = "version: 1\ntables:\n  \"*\":\n    \"*\": {keep: fidelity}\n";

    static final String KEY = "11".repeat(32);
    static final String OTHER_KEY = "22".repeat(32);

    private WholePath() {}

    /// Takes a snapshot with two sessions and zlib and returns its archive.
    static Path snapshot(String uri, String rules, String key, Path directory) {
        return snapshot(uri, rules, key, directory, "zlib:1", 2);
    }

    static Path snapshot(String uri, String rules, String key, Path directory, String codec, int jobs) {
        try {
            Path store = Files.createTempDirectory(directory, "store");
            Path ruleFile = Files.writeString(directory.resolve("rules.yaml"), rules);
            SnapshotRequest request = new SnapshotRequest(
                    SnapshotName.parse("whole_path"),
                    ConnectionSettings.of(uri, Map.of()),
                    PostgresPrograms.installed(System.getenv()),
                    RuleFiles.read(ruleFile),
                    PseudonymizationKey.parse(key),
                    Codecs.parse(codec),
                    Budget.unlimited(),
                    jobs,
                    rules.equals(KEEP_EVERYTHING));
            try (ObjectStore directoryStore = Stores.open("file:" + store, S3Settings.usual())) {
                Manifest manifest = new SnapshotRun(
                                request,
                                new Snapshots(directoryStore),
                                Clock.systemUTC(),
                                new Random(),
                                Progress.none(),
                                Restores.witness(directory))
                        .run();
                return store.resolve(Snapshots.archiveKey(manifest.id()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Restores an archive into a database that does not exist yet.
    static RestoreResult restore(Path archive, LocalPostgres server, String database) {
        ConnectionSettings target = ConnectionSettings.of(server.uri(database), Map.of());
        return Restores.by(server).run(new RestoreRequest(archive, null, target, List.of(), 4));
    }
}
