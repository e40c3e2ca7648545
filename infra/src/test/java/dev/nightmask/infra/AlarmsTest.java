package dev.nightmask.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AlarmsTest {
    private static final Resources RESOURCES =
            new Resources(Synthesized.example().json());

    /// @param periods of so many seconds, in all of which the threshold must be crossed
    private record Expected(String metric, String operator, int threshold, int seconds, int periods, String missing) {}

    @TestFactory
    Stream<DynamicTest> alarmsGoOff() {
        return Stream.of(
                        atLeastOne("SnapshotFailures"),
                        atLeastOne("RefreshFailures"),
                        atLeastOne("GuardRefusals"),
                        atLeastOne("Errors"),
                        atLeastOne("ApproximateNumberOfMessagesVisible"),
                        new Expected("SnapshotsPublished", "LessThanThreshold", 1, 3600, 26, "breaching"),
                        new Expected("RunSeconds", "GreaterThanThreshold", 720, 300, 1, "notBreaching"),
                        new Expected("LinksIssued", "GreaterThanThreshold", 50, 3600, 1, "notBreaching"))
                .map(expected -> DynamicTest.dynamicTest(expected.metric(), () -> {
                    List<Json> alarms = RESOURCES.properties("AWS::CloudWatch::Alarm").stream()
                            .filter(it -> it.at("MetricName").text().equals(expected.metric()))
                            .toList();
                    assertTrue(!alarms.isEmpty());
                    alarms.forEach(it -> assertEquals(expected, read(it)));
                }));
    }

    private static Expected atLeastOne(String metric) {
        return new Expected(metric, "GreaterThanOrEqualToThreshold", 1, 300, 1, "notBreaching");
    }

    private static Expected read(Json alarm) {
        assertEquals(
                alarm.at("EvaluationPeriods").text(),
                alarm.at("DatapointsToAlarm").text());
        return new Expected(
                alarm.at("MetricName").text(),
                alarm.at("ComparisonOperator").text(),
                Integer.parseInt(alarm.at("Threshold").text()),
                Integer.parseInt(alarm.at("Period").text()),
                Integer.parseInt(alarm.at("EvaluationPeriods").text()),
                alarm.at("TreatMissingData").text());
    }

    @Test
    void everyAlarmTellsWhenItGoesOffAndWhenItIsOver() {
        String topic = RESOURCES.arn("AWS::SNS::Topic", "AlarmsTopic");
        List<Json> alarms = RESOURCES.properties("AWS::CloudWatch::Alarm");
        assertEquals(9, alarms.size());
        alarms.forEach(it -> {
            assertEquals(List.of(topic), it.at("AlarmActions").texts());
            assertEquals(List.of(topic), it.at("OKActions").texts());
            assertTrue(it.at("AlarmDescription").text().length() > 20, it.toString());
        });
    }

    @Test
    void alarmsOfADatabaseLookAtThatDatabase() {
        Set<String> databases = RESOURCES.properties("AWS::CloudWatch::Alarm").stream()
                .filter(it -> it.at("Namespace").text().equals("Nightmask"))
                .filter(it -> !it.at("MetricName").text().startsWith("Links"))
                .flatMap(it -> it.at("Dimensions").items())
                .map(it -> it.at("Name").text() + "=" + it.at("Value").text())
                .collect(Collectors.toSet());
        assertEquals(Set.of("Database=scoreboard"), databases);
    }

    @Test
    void cloudWatchMayEncryptForTheTopic() {
        String key = RESOURCES.arn("AWS::KMS::Key", "FoundationServiceKey");
        assertEquals(
                key,
                RESOURCES
                        .properties("AWS::SNS::Topic")
                        .getFirst()
                        .at("KmsMasterKeyId")
                        .text());
        Policy policy = Policy.of(
                RESOURCES.propertiesOf("AWS::KMS::Key", "FoundationServiceKey").at("KeyPolicy"));
        assertTrue(policy.allows(new Policy.Request(
                "cloudwatch.amazonaws.com",
                "kms:GenerateDataKey",
                key,
                java.util.Map.of("aws:SourceAccount", "111122223333"))));
    }

    @Test
    void dashboardShowsEveryMetric() {
        String body = RESOURCES
                .properties("AWS::CloudWatch::Dashboard")
                .getFirst()
                .at("DashboardBody")
                .text();
        for (String metric : List.of(
                "SnapshotsPublished",
                "SnapshotFailures",
                "SnapshotRows",
                "SnapshotBytes",
                "RunSeconds",
                "PeakMemoryBytes",
                "RefreshesDone",
                "RefreshFailures",
                "GuardRefusals",
                "LinksIssued",
                "LinksRedeemed",
                "LinksRefused")) {
            assertTrue(body.contains("\"" + metric + "\""), metric);
        }
    }
}
