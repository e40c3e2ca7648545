package dev.nightmask.lambda.nightly;

import static dev.nightmask.lambda.nightly.NightlyStore.FIFTEEN_MINUTES;
import static dev.nightmask.lambda.nightly.NightlyStore.TONIGHT;
import static dev.nightmask.lambda.nightly.NightlyStore.outcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.lambda.Deadline;
import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.lambda.RuntimeApi.Answer;
import dev.nightmask.tests.ClientProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Nights that run out of time, come twice at once, or are told to end.
class HurriedNightTest {
    @AutoClose
    private static final NightlyTown TOWN = new NightlyTown();

    private final NightlyStore store = NightlyStore.in(TOWN);

    @Test
    void nightWithoutTheTimeForItGoesOnAsATask() throws Exception {
        Map<String, String> environment = NightlyTown.withTasks(store.environment());
        try (FunctionProcess function = TOWN.function(environment)) {
            Answer answer = function.invoke(TONIGHT, Deadline.RESERVE.plusMillis(1));
            assertTrue(answer.ok(), function::log);
            assertEquals("handed over to a task", outcome(answer));
            Answer duplicate = function.invoke(TONIGHT, FIFTEEN_MINUTES);
            assertEquals("taken by another run", outcome(duplicate));
        }
        assertEquals("FARGATE", TOWN.aws().tasks().getLast().path("launchType").stringValue());
        Map<String, String> asTask = TOWN.handedOver(environment);
        Path log = TOWN.freshLog();
        Process task = FunctionProcess.java(List.of(NightlyTask.class.getName()), asTask, log);
        assertTrue(task.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, task.exitValue(), () -> read(log));
        assertEquals(1, store.list().size());
        TOWN.assertNothingPlanted(read(log));
    }

    @Test
    void nightWithoutTheTimeForItAndWithoutATaskFails() {
        try (FunctionProcess function = store.function()) {
            Answer answer = function.invoke(TONIGHT, Deadline.RESERVE.plusMillis(1));
            assertFalse(answer.ok());
            assertTrue(answer.body().contains("the time that is left does not suffice"), answer::body);
            assertTrue(function.invoke(TONIGHT, FIFTEEN_MINUTES).ok(), "the night was given back");
        }
    }

    @Test
    void ofEventsThatComeAtOnceOneMakesTheSnapshot() {
        Map<String, String> environment = store.environment();
        try (FunctionProcess one = TOWN.function(environment);
                FunctionProcess other = TOWN.function(environment);
                FunctionProcess third = TOWN.function(environment)) {
            List<FunctionProcess> all = List.of(one, other, third);
            all.forEach(function -> assertTrue(function.initialised().ok(), function::log));
            List<CompletableFuture<Answer>> sent = all.stream()
                    .map(function -> function.send(TONIGHT, FIFTEEN_MINUTES))
                    .toList();
            List<String> outcomes = Stream.of(0, 1, 2)
                    .map(i -> outcome(all.get(i).await(sent.get(i))))
                    .toList();
            assertEquals(1, outcomes.stream().filter("published"::equals).count(), outcomes::toString);
            assertEquals(1, store.list().size());
        }
    }

    @Test
    void functionThatIsToldToEndGivesTheNightBack() throws Exception {
        ClientProgram.query(
                TOWN.production(),
                "shop",
                "CREATE TABLE large AS SELECT n AS id, repeat(md5(n::text), 64) AS body FROM generate_series(1, 150000) n");
        try (FunctionProcess function = store.functionWithRules("""
                version: 1
                tables:
                  public.people: {"*": suppress, id: {keep: surrogate key}, email: {pseudonymize: email}}
                  public.large: {"*": {keep: generated text}}
                """)) {
            CompletableFuture<Answer> unanswered = function.send(TONIGHT, FIFTEEN_MINUTES);
            awaitLog(function, "copy, zlib");
            function.process().destroy();
            assertTrue(function.process().waitFor(1, TimeUnit.MINUTES), "it does not end");
            assertFalse(unanswered.isDone() && unanswered.join().ok(), function::log);
            assertTrue(function.log().contains("\"failure\":\"INTERRUPTED\""), function::log);
            assertEquals(List.of(), store.list());
            assertEquals("Snapshot failed", TOWN.lastEvent().path("DetailType").stringValue());
        }
        ClientProgram.query(TOWN.production(), "shop", "DROP TABLE large");
        try (FunctionProcess next = store.function()) {
            assertTrue(next.invoke(TONIGHT, FIFTEEN_MINUTES).ok(), next::log);
        }
    }

    private static void awaitLog(FunctionProcess function, String text) throws InterruptedException {
        for (int tries = 0; tries < 600 && !function.log().contains(text); tries++) {
            Thread.sleep(100);
        }
        assertTrue(function.log().contains(text), function::log);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
