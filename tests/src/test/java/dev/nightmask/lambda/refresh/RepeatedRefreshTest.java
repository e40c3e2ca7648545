package dev.nightmask.lambda.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.lambda.RuntimeApi.Answer;
import dev.nightmask.tests.ClientProgram;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Events of which the bus delivers more than one, in turn and at once.
class RepeatedRefreshTest {
    @AutoClose
    private static StagingTown town;

    private static String yesterday;
    private static String tonight;

    @BeforeAll
    static void makeSnapshots() {
        town = new StagingTown();
        yesterday = town.publish("2026-11-20");
        ClientProgram.query(
                town.production(), "shop", "INSERT INTO people VALUES (501, 'new@planted.example', 'Zed Quuxington')");
        tonight = town.publish("2026-11-21");
    }

    @Test
    void eventThatComesAgainChangesNothingAndIsNotToldAgain() {
        try (FunctionProcess refresh = town.refresh("again")) {
            assertEquals("refreshed", outcome(refresh.invoke(yesterday, StagingTown.LIFE)));
            assertEquals("refreshed", outcome(refresh.invoke(tonight, StagingTown.LIFE)));
            int told = town.aws().events().size();
            assertEquals("already restored", outcome(refresh.invoke(tonight, StagingTown.LIFE)));
            assertEquals("already restored", outcome(refresh.invoke(yesterday, StagingTown.LIFE)), "it comes late");
            assertEquals(told, town.aws().events().size());
            assertTrue(refresh.log().contains("\"event\":\"already restored\""), refresh::log);
            assertTonightAfterYesterday("again");
            town.rollBack("again");
            assertEquals("already restored", outcome(refresh.invoke(tonight, StagingTown.LIFE)));
            assertEquals("500", people("again"), "somebody wants it so");
        }
    }

    @Test
    void ofEventsThatComeAtOnceOneRefreshes() {
        try (FunctionProcess one = town.refresh("twins");
                FunctionProcess other = town.refresh("twins")) {
            assertEquals("refreshed", outcome(one.invoke(yesterday, StagingTown.LIFE)));
            assertTrue(other.initialised().ok(), other::log);
            int told = town.aws().events().size();
            List<FunctionProcess> both = List.of(one, other);
            List<CompletableFuture<Answer>> sent = both.stream()
                    .map(function -> function.send(tonight, StagingTown.LIFE))
                    .toList();
            List<String> outcomes = Stream.of(0, 1)
                    .map(i -> outcome(both.get(i).await(sent.get(i))))
                    .sorted()
                    .toList();
            assertEquals(List.of("already restored", "refreshed"), outcomes, () -> one.log() + other.log());
            assertEquals(told + 1, town.aws().events().size());
            assertTonightAfterYesterday("twins");
        }
    }

    private static void assertTonightAfterYesterday(String database) {
        assertEquals(database + " " + database + "__previous", town.databases(database));
        assertEquals("501 500", people(database) + " " + people(database + "__previous"));
    }

    private static String people(String database) {
        return town.query(database, "SELECT count(*) FROM people");
    }

    private static String outcome(Answer answer) {
        assertTrue(answer.ok(), answer::body);
        return JsonMapper.shared().readTree(answer.body()).path("outcome").stringValue();
    }
}
