package dev.nightmask.lambda.nightly;

import dev.nightmask.lambda.aws.Databases;
import dev.nightmask.lambda.aws.Tasks;
import dev.nightmask.lambda.settings.Settings;
import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the environment says of the nightly run.
///
/// @param store `s3://bucket/prefix`
/// @param source the URI to read from: the replica's where one is given
/// @param keySecret the ARN of the secret that holds the pseudonymization key
/// @param rules a directory, or `s3://bucket/prefix`
/// @param zone in which the schedule is kept
/// @param bus the name of the EventBridge bus
/// @param tasks where a night goes on that takes too long here; empty when nowhere
record NightlySettings(
        String store,
        SnapshotName name,
        String source,
        Databases databases,
        String keySecret,
        String rules,
        ZoneId zone,
        Codec codec,
        int jobs,
        String bus,
        Optional<Tasks> tasks) {
    static final String KEY_SECRET = "NIGHTMASK_KEY_SECRET";

    /// @throws NightmaskException with everything that is missing or wrong
    static NightlySettings read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        Supplier<String> store = settings.store("NIGHTMASK_STORE");
        Supplier<SnapshotName> name = settings.required("NIGHTMASK_NAME", SnapshotName::parse);
        Supplier<String> primary = settings.required("NIGHTMASK_SOURCE", Databases::withoutPassword);
        Supplier<Optional<String>> replica = settings.optional("NIGHTMASK_REPLICA", Databases::withoutPassword);
        Supplier<Databases> databases = Databases.in(settings);
        Supplier<String> keySecret = settings.required(KEY_SECRET, Function.<String>identity());
        Supplier<String> rules = settings.required("NIGHTMASK_RULES", Function.<String>identity());
        Supplier<ZoneId> zone = settings.required("NIGHTMASK_TIME_ZONE", ZoneId::of);
        Supplier<Optional<Codec>> codec = settings.optional("NIGHTMASK_COMPRESSION", Codecs::parse);
        Supplier<Integer> jobs = settings.jobs("NIGHTMASK_JOBS");
        Supplier<String> bus = settings.required("NIGHTMASK_EVENT_BUS", Function.<String>identity());
        Supplier<Optional<Tasks>> tasks = Tasks.in(settings);
        settings.check();
        return new NightlySettings(
                store.get(),
                name.get(),
                replica.get().orElseGet(primary),
                databases.get(),
                keySecret.get(),
                rules.get(),
                zone.get(),
                codec.get().orElseGet(() -> Codecs.parse("zlib:1")),
                jobs.get(),
                bus.get(),
                tasks.get());
    }
}
