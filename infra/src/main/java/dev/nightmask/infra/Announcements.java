package dev.nightmask.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.LambdaSubscription;
import software.constructs.Construct;

/// Tells Slack what happened at night, and which alarm went off. It sees events and notices, never the store.
final class Announcements extends Construct {
    private final ZipFunction announce;

    Announcements(Construct scope, String id, Foundation foundation, HeldSecret slack) {
        super(scope, id);
        this.announce = new ZipFunction(
                this,
                "Announce",
                foundation,
                new ZipFunction.Job(
                        "dev.nightmask.lambda.announce.AnnounceHandler",
                        "news for Slack",
                        Duration.minutes(1),
                        Map.of(
                                "NIGHTMASK_SLACK_SECRET",
                                slack.arn(),
                                "NIGHTMASK_SLACK_CHANNEL",
                                foundation.configuration().slack().channel()),
                        slack.read(foundation.stack())));
        Rule.Builder.create(this, "Events")
                .description("Nightmask: whatever happened")
                .eventBus(foundation.bus())
                .eventPattern(Foundation.anyEvent())
                .targets(List.of(LambdaFunction.Builder.create(announce.alias())
                        .retryAttempts(5)
                        .maxEventAge(Duration.hours(2))
                        .deadLetterQueue(foundation.deadLetters())
                        .build()))
                .build();
    }

    void listenTo(Topic topic) {
        topic.addSubscription(new LambdaSubscription(announce.alias()));
        Validations.of(announce)
                .acknowledge(Acknowledgment.builder()
                        .id("CloudFormation-Validate::W3694")
                        .reason("SNS calls an alias by its ARN as it does a function.")
                        .build());
    }

    Role role() {
        return announce.role();
    }
}
