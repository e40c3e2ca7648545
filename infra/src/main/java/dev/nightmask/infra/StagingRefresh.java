package dev.nightmask.infra;

import dev.nightmask.infra.Configuration.Database;
import dev.nightmask.infra.Configuration.Staging;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.DockerImageFunction;
import software.constructs.Construct;

/// Restores each new snapshot of one database into staging. It cannot log in to production: no permission, a Deny on
/// top, and no way there in the network.
final class StagingRefresh extends Construct {
    /// Room for the archive, which is verified whole before it is restored: the most that Lambda gives.
    private static final Size ARCHIVE = Size.gibibytes(10);

    private final ImageFunction refresh;

    StagingRefresh(Construct scope, String id, Foundation foundation, Database database, Staging staging) {
        super(scope, id);
        this.refresh = new ImageFunction(
                this,
                "Restore",
                foundation,
                new ImageFunction.Job(
                        "dev.nightmask.lambda.refresh.RefreshHandler",
                        "the refresh of staging from " + database.name(),
                        database.work().memoryMib(),
                        ARCHIVE,
                        List.of(staging.target()),
                        environment(foundation, database, staging),
                        may(foundation, database, staging)));
        Rule.Builder.create(this, "Published")
                .description("Nightmask: a new snapshot of " + database.name())
                .eventBus(foundation.bus())
                .eventPattern(Foundation.event("Snapshot published", database.name()))
                .targets(List.of(LambdaFunction.Builder.create(refresh.function())
                        .retryAttempts(5)
                        .maxEventAge(Duration.hours(2))
                        .deadLetterQueue(foundation.deadLetters())
                        .build()))
                .build();
    }

    private static Map<String, String> environment(Foundation foundation, Database database, Staging staging) {
        Map<String, String> settings = new HashMap<>(new Credentials(staging.login()).environment());
        settings.put("NIGHTMASK_STORE", foundation.store().uri());
        settings.put("NIGHTMASK_NAME", database.name());
        settings.put("NIGHTMASK_TARGET", staging.target().uri());
        database.work().jobs().ifPresent(it -> settings.put("NIGHTMASK_JOBS", it.toString()));
        settings.put("NIGHTMASK_EVENT_BUS", foundation.bus().getEventBusName());
        return settings;
    }

    private static List<PolicyStatement> may(Foundation foundation, Database database, Staging staging) {
        SnapshotBucket store = foundation.store();
        List<PolicyStatement> may = new ArrayList<>(List.of(
                store.read("snapshots/*", "latest.json", "latest/*", "sources/*", "journal/*"),
                store.write("journal/*", "sources/*"),
                store.list(),
                store.crypt(),
                foundation.announce(),
                new Credentials(database.login()).keepFrom(foundation.stack())));
        may.addAll(new Credentials(staging.login()).use(foundation.stack()));
        return may;
    }

    DockerImageFunction function() {
        return refresh.function();
    }

    Role role() {
        return refresh.role();
    }
}
