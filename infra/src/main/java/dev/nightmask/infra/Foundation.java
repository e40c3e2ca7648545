package dev.nightmask.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// What all functions stand on: the store, the network, the bus, the queue of what could not be done, and the image.
final class Foundation extends Construct {
    /// The source of every event that Nightmask puts on the bus.
    private static final String SOURCE = "nightmask";

    private final Configuration configuration;
    private final SnapshotBucket store;
    private final PrivateNetwork network;
    private final Key serviceKey;
    private final EventBus bus;
    private final Queue deadLetters;
    private final Cluster cluster;

    Foundation(Construct scope, String id, Configuration configuration) {
        super(scope, id);
        this.configuration = configuration;
        this.store = new SnapshotBucket(this, "Snapshots", configuration.retention());
        this.network = new PrivateNetwork(this, "Network", configuration.network(), s3Resources());
        this.serviceKey = Key.Builder.create(this, "ServiceKey")
                .description("Nightmask: secrets and notices")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        this.bus = EventBus.Builder.create(this, "Bus")
                .eventBusName(configuration.stack())
                .build();
        this.deadLetters = Queue.Builder.create(this, "DeadLetters")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                .build();
        this.cluster = Cluster.Builder.create(this, "Cluster")
                .vpc(network.vpc())
                .containerInsightsV2(ContainerInsights.ENABLED)
                .build();
        Accepted.on(deadLetters, Accepted.rule("AwsSolutions-SQS3", "This is the queue of dead letters itself."));
    }

    private List<String> s3Resources() {
        return Stream.concat(
                        store.arns().stream(),
                        configuration.databases().stream()
                                .flatMap(it -> RulesAt.of(it).arns(this)))
                .distinct()
                .toList();
    }

    Configuration configuration() {
        return configuration;
    }

    SnapshotBucket store() {
        return store;
    }

    PrivateNetwork network() {
        return network;
    }

    Key serviceKey() {
        return serviceKey;
    }

    EventBus bus() {
        return bus;
    }

    Queue deadLetters() {
        return deadLetters;
    }

    Cluster cluster() {
        return cluster;
    }

    IRepository repository(Construct scope) {
        return Repository.fromRepositoryName(
                scope, "Repository", configuration.image().repository());
    }

    String imageVersion() {
        return configuration.image().version();
    }

    int logDays() {
        return configuration.retention().logDays();
    }

    Stack stack() {
        return Stack.of(this);
    }

    /// The events of Nightmask, whatever they are.
    static EventPattern anyEvent() {
        return EventPattern.builder().source(List.of(SOURCE)).build();
    }

    /// The events of one kind about one database.
    static EventPattern event(String detailType, String database) {
        return EventPattern.builder()
                .source(List.of(SOURCE))
                .detailType(List.of(detailType))
                .detail(Map.of("name", List.of(database)))
                .build();
    }

    /// To tell the bus what happened, in Nightmask's name alone.
    PolicyStatement announce() {
        return Statements.allow(
                List.of("events:PutEvents"),
                List.of(bus.getEventBusArn()),
                Map.of("StringEquals", Map.of("events:source", SOURCE)));
    }
}
