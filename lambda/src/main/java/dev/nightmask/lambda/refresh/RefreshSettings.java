package dev.nightmask.lambda.refresh;

import dev.nightmask.lambda.aws.Databases;
import dev.nightmask.lambda.settings.Settings;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the environment says of the refresh of staging.
///
/// @param store `s3://bucket/prefix`
/// @param name of the database whose snapshots are restored
/// @param target the URI of the database that has consented to be replaced
/// @param bus the name of the EventBridge bus
record RefreshSettings(String store, SnapshotName name, String target, Databases databases, int jobs, String bus) {
    /// @throws NightmaskException with everything that is missing or wrong
    static RefreshSettings read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        Supplier<String> store = settings.store("NIGHTMASK_STORE");
        Supplier<SnapshotName> name = settings.required("NIGHTMASK_NAME", SnapshotName::parse);
        Supplier<String> target = settings.required("NIGHTMASK_TARGET", Databases::withoutPassword);
        Supplier<Databases> databases = Databases.in(settings);
        Supplier<Integer> jobs = settings.jobs("NIGHTMASK_JOBS");
        Supplier<String> bus = settings.required("NIGHTMASK_EVENT_BUS", Function.<String>identity());
        settings.check();
        return new RefreshSettings(store.get(), name.get(), target.get(), databases.get(), jobs.get(), bus.get());
    }
}
