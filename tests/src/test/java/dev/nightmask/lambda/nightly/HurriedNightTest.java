package dev.nightmask.lambda.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.lambda.Deadline;
import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.lambda.RuntimeApi.Answer;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.tests.ClientProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Nights that run out of time, come twice at once, or are told to end.
class HurriedNightTest {
    private static final Duration FIFTEEN_MINUTES = Duration.ofMinutes(15);
    private static final String TONIGHT = NightlyTown.event("2026-11-21");

    private static NightlyTown town;

    private final String store;

    HurriedNightTest() {
        store = town.freshStore();
    }

    @BeforeAll
    static void start(@TempDir Path directory) {
        town = new NightlyTown(directory);
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    @Test
    void nightWithoutTheTimeForItGoesOnAsATask() throws Exception {
        Map<String, String> environment = NightlyTown.withTasks(town.environment(store));
        try (FunctionProcess function = town.function(environment)) {
            Answer answer = function.invoke(TONIGHT, Deadline.RESERVE.plusMillis(1));
            assertTrue(answer.ok(), function::log);
            assertEquals("handed over to a task", json(answer).path("outcome").stringValue());
            Answer duplicate = function.invoke(TONIGHT, FIFTEEN_MINUTES);
            assertEquals("taken by another run", json(duplicate).path("outcome").stringValue());
        }
        assertEquals("FARGATE", town.aws().tasks().getLast().path("launchType").stringValue());
        Map<String, String> asTask = town.handedOver(environment);
        Path log = town.freshLog();
        Process task = FunctionProcess.java(List.of(NightlyTask.class.getName()), asTask, log);
        assertTrue(task.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, task.exitValue(), () -> read(log));
        assertEquals(1, list().size());
        town.assertNothingPlanted(read(log));
    }

    @Test
    void nightWithoutTheTimeForItAndWithoutATaskFails() {
        try (FunctionProcess function = town.function(town.environment(store))) {
            Answer answer = function.invoke(TONIGHT, Deadline.RESERVE.plusMillis(1));
            assertFalse(answer.ok());
            assertTrue(answer.body().contains("the time that is left does not suffice"), answer::body);
            assertTrue(function.invoke(TONIGHT, FIFTEEN_MINUTES).ok(), "the night was given back");
        }
    }

    @Test
    void ofEventsThatComeAtOnceOneMakesTheSnapshot() {
        Map<String, String> environment = town.environment(store);
        try (FunctionProcess one = town.function(environment);
                FunctionProcess other = town.function(environment);
                FunctionProcess third = town.function(environment)) {
            List<FunctionProcess> all = List.of(one, other, third);
            all.forEach(function -> assertTrue(function.initialised().ok(), function::log));
            List<CompletableFuture<Answer>> sent = all.stream()
                    .map(function -> function.send(TONIGHT, FIFTEEN_MINUTES))
                    .toList();
            List<String> outcomes = Stream.of(0, 1, 2)
                    .map(i ->
                            json(all.get(i).await(sent.get(i))).path("outcome").stringValue())
                    .toList();
            assertEquals(1, outcomes.stream().filter("published"::equals).count(), outcomes::toString);
            assertEquals(1, list().size());
        }
    }

    @Test
    void functionThatIsToldToEndGivesTheNightBack() throws Exception {
        ClientProgram.query(
                town.production(),
                "shop",
                "CREATE TABLE large AS SELECT n AS id, repeat(md5(n::text), 64) AS body FROM generate_series(1, 150000) n");
        Path rules = town.rules("large", """
                version: 1
                tables:
                  public.people: {"*": suppress, id: {keep: surrogate key}, email: {pseudonymize: email}}
                  public.large: {"*": {keep: generated text}}
                """);
        Map<String, String> environment =
                NightlyTown.with(town.environment(store), "NIGHTMASK_RULES", rules.toString());
        try (FunctionProcess function = town.function(environment)) {
            CompletableFuture<Answer> unanswered = function.send(TONIGHT, FIFTEEN_MINUTES);
            awaitLog(function, "copy, zlib");
            function.process().destroy();
            assertTrue(function.process().waitFor(1, TimeUnit.MINUTES), "it does not end");
            assertFalse(unanswered.isDone() && unanswered.join().ok(), function::log);
            assertTrue(function.log().contains("\"failure\":\"INTERRUPTED\""), function::log);
            assertEquals(List.of(), list());
            assertEquals("Snapshot failed", town.lastEvent().path("DetailType").stringValue());
        }
        ClientProgram.query(town.production(), "shop", "DROP TABLE large");
        try (FunctionProcess next = town.function(town.environment(store))) {
            assertTrue(next.invoke(TONIGHT, FIFTEEN_MINUTES).ok(), next::log);
        }
    }

    private static void awaitLog(FunctionProcess function, String text) throws InterruptedException {
        for (int tries = 0; tries < 600 && !function.log().contains(text); tries++) {
            Thread.sleep(100);
        }
        assertTrue(function.log().contains(text), function::log);
    }

    private List<Manifest> list() {
        return town.list(store);
    }

    private static JsonNode json(Answer answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
