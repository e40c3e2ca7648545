package dev.nightmask.infra;

import dev.nightmask.infra.Configuration.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.DockerImageFunction;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// Goes off when a night failed or none came, when it took too long, when the guard refused, when links go out in
/// heaps, and when something could not be done at all.
final class Alarms extends Construct {
    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    private static final Duration HOUR = Duration.hours(1);
    private static final int HOURS_WITHOUT_SNAPSHOT = 26;

    private final Topic topic;
    private final Configuration.Alarm limits;
    private final List<Alarm> all = new ArrayList<>();

    /// When an alarm goes off.
    private record Threshold(double value, ComparisonOperator operator, int periods, TreatMissingData missing) {
        static Threshold atLeast(double value) {
            return new Threshold(
                    value, ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, 1, TreatMissingData.NOT_BREACHING);
        }

        static Threshold above(double value) {
            return new Threshold(value, ComparisonOperator.GREATER_THAN_THRESHOLD, 1, TreatMissingData.NOT_BREACHING);
        }

        /// Nothing at all for so many periods.
        static Threshold none(int periods) {
            return new Threshold(1, ComparisonOperator.LESS_THAN_THRESHOLD, periods, TreatMissingData.BREACHING);
        }
    }

    Alarms(Construct scope, String id, Foundation foundation) {
        super(scope, id);
        this.limits = foundation.configuration().alarms();
        this.topic = Topic.Builder.create(this, "Topic")
                .masterKey(foundation.serviceKey())
                .enforceSsl(true)
                .build();
        foundation.serviceKey().addToResourcePolicy(publishing());
        limits.emails().forEach(it -> topic.addSubscription(new EmailSubscription(it)));
        alarm(
                "DeadLetters",
                "Something could not be done: look into the queue of dead letters",
                foundation
                        .deadLetters()
                        .metricApproximateNumberOfMessagesVisible()
                        .with(Measure.by("Maximum", FIVE_MINUTES)),
                Threshold.atLeast(1));
        alarm(
                "LinksPerHour",
                "More links were handed out in an hour than is usual",
                Measure.of("LinksIssued", "Sum", HOUR),
                Threshold.above(limits.linksPerHour()));
    }

    /// CloudWatch encrypts what it sends to the topic.
    private PolicyStatement publishing() {
        PolicyStatement publishing = Statements.allow(
                List.of("kms:Decrypt", "kms:GenerateDataKey*"),
                List.of("*"),
                Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())));
        publishing.addPrincipals(new ServicePrincipal("cloudwatch.amazonaws.com"));
        return publishing;
    }

    void watchNights(Database database, DockerImageFunction function) {
        String name = database.name();
        failures("Snapshot", name, "SnapshotFailures", function);
        alarm(
                "SnapshotMissing-" + name,
                "There was no new snapshot of " + name + " for " + HOURS_WITHOUT_SNAPSHOT + " hours",
                Measure.of("SnapshotsPublished", name, "Sum", HOUR),
                Threshold.none(HOURS_WITHOUT_SNAPSHOT));
        alarm(
                "SnapshotSlow-" + name,
                "The snapshot of " + name + " took more than " + limits.runMinutes() + " minutes",
                Measure.of("RunSeconds", name, "Maximum", FIVE_MINUTES),
                Threshold.above(limits.runMinutes() * 60.0));
    }

    void watchRefresh(Database database, DockerImageFunction function) {
        failures("Refresh", database.name(), "RefreshFailures", function);
        alarm(
                "GuardRefused-" + database.name(),
                "The guard refused to restore " + database.name() + " into its target",
                Measure.of("GuardRefusals", database.name(), "Sum", FIVE_MINUTES),
                Threshold.atLeast(1));
    }

    /// Failures that a function told of, and ends of it that it could not tell of.
    private void failures(String what, String name, String metric, DockerImageFunction function) {
        alarm(
                what + "Failed-" + name,
                what + " of " + name + " failed: the log says at which stage and why",
                Measure.of(metric, name, "Sum", FIVE_MINUTES),
                Threshold.atLeast(1));
        alarm(
                what + "Ended-" + name,
                what + " of " + name + " ended without saying why",
                function.metricErrors(Measure.by("Sum", FIVE_MINUTES)),
                Threshold.atLeast(1));
    }

    private void alarm(String id, String description, IMetric metric, Threshold threshold) {
        Alarm alarm = Alarm.Builder.create(this, id)
                .alarmDescription(description)
                .metric(metric)
                .threshold(threshold.value())
                .comparisonOperator(threshold.operator())
                .evaluationPeriods(threshold.periods())
                .datapointsToAlarm(threshold.periods())
                .treatMissingData(threshold.missing())
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
        alarm.addOkAction(new SnsAction(topic));
        all.add(alarm);
    }

    Topic topic() {
        return topic;
    }

    List<Alarm> all() {
        return List.copyOf(all);
    }
}
