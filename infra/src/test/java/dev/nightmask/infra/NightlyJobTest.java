package dev.nightmask.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NightlyJobTest {
    private static final Resources RESOURCES =
            new Resources(Synthesized.example().json());
    private static final String DEAD_LETTERS = RESOURCES.arn("AWS::SQS::Queue", "FoundationDeadLetters");

    @Test
    void nightComesByTheClockOfItsTimeZone() {
        Json schedule = RESOURCES.properties("AWS::Scheduler::Schedule").getFirst();
        assertEquals("cron(0 2 * * ? *)", schedule.at("ScheduleExpression").text());
        assertEquals(
                "Europe/Copenhagen", schedule.at("ScheduleExpressionTimezone").text());
        assertEquals("OFF", schedule.at("FlexibleTimeWindow", "Mode").text());
        assertEquals(
                "{\"night\":\"<aws.scheduler.scheduled-time>\"}",
                schedule.at("Target", "Input").text());
    }

    @Test
    void nightThatCannotBeginIsTriedAgainAndThenSetAside() {
        Json target =
                RESOURCES.properties("AWS::Scheduler::Schedule").getFirst().at("Target");
        assertEquals("5", target.at("RetryPolicy", "MaximumRetryAttempts").text());
        assertEquals(
                "7200", target.at("RetryPolicy", "MaximumEventAgeInSeconds").text());
        assertEquals(DEAD_LETTERS, target.at("DeadLetterConfig", "Arn").text());
        RESOURCES.properties("AWS::Lambda::EventInvokeConfig").forEach(it -> {
            assertEquals("1", it.at("MaximumRetryAttempts").text());
            assertEquals(
                    DEAD_LETTERS,
                    it.at("DestinationConfig", "OnFailure", "Destination").text());
        });
        assertEquals(6, RESOURCES.of("AWS::Lambda::EventInvokeConfig").count());
    }

    @Test
    void snapshotAndRefreshRunOneAtATimeForFifteenMinutesAtMost() {
        for (String path : List.of("NightlyscoreboardSnapshotFunction", "RefreshscoreboardRestoreFunction")) {
            Json function = function(path);
            assertEquals("1", function.at("ReservedConcurrentExecutions").text());
            assertEquals("900", function.at("Timeout").text());
            assertEquals("3008", function.at("MemorySize").text());
        }
    }

    @Test
    void refreshHasRoomForTheArchive() {
        assertEquals(
                "10240",
                function("RefreshscoreboardRestoreFunction")
                        .at("EphemeralStorage", "Size")
                        .text());
    }

    @Test
    void sameImageMakesSnapshotsRefreshesAndLongNights() {
        Json nightly = function("NightlyscoreboardSnapshotFunction");
        Json refresh = function("RefreshscoreboardRestoreFunction");
        String image = nightly.at("Code", "ImageUri").text();
        assertTrue(image.endsWith("/nightmask:0.1.0"), image);
        assertEquals(image, refresh.at("Code", "ImageUri").text());
        assertEquals(image, container().at("Image").text());
        assertEquals(
                List.of("dev.nightmask.lambda.nightly.NightlyHandler::handleRequest"),
                nightly.at("ImageConfig", "Command").texts());
        assertEquals(
                List.of("dev.nightmask.lambda.refresh.RefreshHandler::handleRequest"),
                refresh.at("ImageConfig", "Command").texts());
        List<String> entryPoint = container().at("EntryPoint").texts();
        assertEquals("/opt/java/bin/java", entryPoint.getFirst());
        assertEquals("dev.nightmask.lambda.nightly.NightlyTask", entryPoint.getLast());
    }

    @Test
    void nightlyFunctionHasItsSettings() {
        Map<String, String> settings = settings(function("NightlyscoreboardSnapshotFunction"));
        String bucket = RESOURCES.one("AWS::S3::Bucket", "FoundationSnapshotsBucket");
        assertEquals("s3://" + bucket + "/nightmask", settings.get("NIGHTMASK_STORE"));
        assertEquals("Europe/Copenhagen", settings.get("NIGHTMASK_TIME_ZONE"));
        assertEquals("subnet-0123456789abcdef0,subnet-0123456789abcdef1", settings.get("NIGHTMASK_TASK_SUBNETS"));
        assertEquals(
                Set.of(
                        "NIGHTMASK_STORE",
                        "NIGHTMASK_NAME",
                        "NIGHTMASK_SOURCE",
                        "NIGHTMASK_REPLICA",
                        "NIGHTMASK_KEY_SECRET",
                        "NIGHTMASK_RULES",
                        "NIGHTMASK_TIME_ZONE",
                        "NIGHTMASK_JOBS",
                        "NIGHTMASK_COMPRESSION",
                        "NIGHTMASK_EVENT_BUS",
                        "NIGHTMASK_TASK_CLUSTER",
                        "NIGHTMASK_TASK_DEFINITION",
                        "NIGHTMASK_TASK_SUBNETS",
                        "NIGHTMASK_TASK_SECURITY_GROUPS"),
                settings.keySet());
    }

    @Test
    void taskHasTheSameSettingsButForTheTask() {
        Map<String, String> task = container()
                .at("Environment")
                .items()
                .collect(Collectors.toMap(
                        it -> it.at("Name").text(), it -> it.at("Value").text()));
        Map<String, String> nightly = settings(function("NightlyscoreboardSnapshotFunction"));
        nightly.keySet().removeIf(it -> it.startsWith("NIGHTMASK_TASK_"));
        assertEquals(nightly, task);
        assertEquals("nightmask", container().at("Name").text());
        Json definition = RESOURCES.properties("AWS::ECS::TaskDefinition").getFirst();
        assertEquals("2048", definition.at("Cpu").text());
        assertEquals("8192", definition.at("Memory").text());
        assertEquals(
                List.of("FARGATE"), definition.at("RequiresCompatibilities").texts());
    }

    @Test
    void refreshBeginsWithANewSnapshotOfItsDatabase() {
        Json rule = RESOURCES.properties("AWS::Events::Rule").stream()
                .filter(it -> it.at("EventPattern").has("detail"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("nightmask"), rule.at("EventPattern", "source").texts());
        assertEquals(
                List.of("Snapshot published"),
                rule.at("EventPattern", "detail-type").texts());
        assertEquals(
                List.of("scoreboard"), rule.at("EventPattern", "detail", "name").texts());
        Json target = rule.at("Targets").items().findFirst().orElseThrow();
        assertEquals(
                RESOURCES.arn("AWS::Lambda::Function", "RefreshscoreboardRestoreFunction"),
                target.at("Arn").text());
        assertEquals(DEAD_LETTERS, target.at("DeadLetterConfig", "Arn").text());
    }

    @Test
    void refreshKnowsNothingOfProduction() {
        Map<String, String> settings = settings(function("RefreshscoreboardRestoreFunction"));
        assertEquals(
                Set.of(
                        "NIGHTMASK_STORE",
                        "NIGHTMASK_NAME",
                        "NIGHTMASK_TARGET",
                        "NIGHTMASK_JOBS",
                        "NIGHTMASK_EVENT_BUS"),
                settings.keySet());
        assertFalse(settings.toString().contains("nightmask_reader"));
    }

    private static Json container() {
        return RESOURCES
                .properties("AWS::ECS::TaskDefinition")
                .getFirst()
                .at("ContainerDefinitions")
                .items()
                .findFirst()
                .orElseThrow();
    }

    private static Json function(String path) {
        return RESOURCES.propertiesOf("AWS::Lambda::Function", path);
    }

    private static Map<String, String> settings(Json function) {
        return function.at("Environment", "Variables")
                .entries()
                .collect(Collectors.toMap(Json.Entry::key, it -> it.value().text()));
    }
}
