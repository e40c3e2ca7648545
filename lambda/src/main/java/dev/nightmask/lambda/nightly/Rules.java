package dev.nightmask.lambda.nightly;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.rules.RuleFiles;
import dev.nightmask.rules.RuleSet;
import dev.nightmask.snapshot.TemporaryDirectory;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.S3Settings;
import dev.nightmask.snapshot.publish.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads the rules from where they are kept: in the image, or in a bucket.
final class Rules {
    private Rules() {}

    /// @param location a directory, or `s3://bucket/prefix` of which every `.yaml` and `.yml` file counts
    static RuleSet read(String location, S3Settings s3) {
        if (!location.startsWith("s3://")) {
            return RuleFiles.read(Path.of(location));
        }
        try (ObjectStore bucket = Stores.open(location, s3);
                TemporaryDirectory directory = TemporaryDirectory.create()) {
            List<String> keys = bucket.keys("").stream()
                    .filter(key -> key.matches("[^/]+\\.ya?ml"))
                    .toList();
            for (String key : keys) {
                Files.write(
                        directory.path().resolve(key),
                        bucket.read(key).orElseThrow(() -> unreadable(location)).body());
            }
            return RuleFiles.read(directory.path());
        } catch (IOException e) {
            throw unreadable(location);
        }
    }

    private static NightmaskException unreadable(String location) {
        return new NightmaskException(Failure.RULES_UNREADABLE, new Place.Stored(location, ""));
    }
}
