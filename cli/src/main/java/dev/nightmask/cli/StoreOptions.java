package dev.nightmask.cli;

import dev.nightmask.snapshot.link.Wish;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.S3Settings;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.SnapshotName;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.Stores;
import picocli.CommandLine.Option;

/// Which store, and which of its snapshots.
final class StoreOptions {
    @Option(names = "--store", paramLabel = "STORE", description = "s3://bucket/prefix or file:DIR.")
    private String store = "";

    @Option(names = "--s3-endpoint", paramLabel = "URL", description = "An S3-compatible server instead of Amazon's.")
    private String endpoint = "";

    boolean isGiven() {
        return !store.isEmpty();
    }

    /// Opens the store. The caller closes it.
    ObjectStore open(Surroundings surroundings) {
        if (store.isEmpty()) {
            throw UsageProblem.usage("--store is missing");
        }
        S3Settings s3 = surroundings.s3();
        return Stores.open(store, endpoint.isEmpty() ? s3 : s3.at(endpoint));
    }

    /// Which snapshot of the store.
    static final class Chosen {
        @Option(names = "--snapshot", paramLabel = "ID", description = "This snapshot; without it, the latest.")
        private String id = "";

        @Option(names = "--name", paramLabel = "NAME", description = "Of this database, if the store holds several.")
        private String name = "";

        boolean isGiven() {
            return !id.isEmpty();
        }

        SnapshotId id() {
            return SnapshotId.parse(id);
        }

        /// Checks that the command line names either a thing on this machine or a store.
        ///
        /// @param argument the thing, empty when it is not named
        void requireEither(String argument, String label, StoreOptions store) {
            if (argument.isEmpty() == !store.isGiven()) {
                throw UsageProblem.usage("either " + label + " or --store is needed");
            }
            if ((isGiven() || !name.isEmpty()) && !store.isGiven()) {
                throw UsageProblem.usage("--snapshot and --name go with --store");
            }
        }

        /// What a link service is asked for.
        Wish wish() {
            return new Wish(id, name);
        }

        Manifest in(Snapshots snapshots) {
            if (isGiven()) {
                return snapshots.find(id());
            }
            return name.isEmpty() ? snapshots.latest() : snapshots.latest(SnapshotName.parse(name));
        }
    }
}
