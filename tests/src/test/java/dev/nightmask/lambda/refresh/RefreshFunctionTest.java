package dev.nightmask.lambda.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.lambda.RuntimeApi.Answer;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.tests.ClientProgram;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// From the nightly function's event to a refreshed staging, both functions under the runtime that AWS runs them with.
class RefreshFunctionTest {
    @AutoClose
    private static StagingTown town;

    private static String published;

    @BeforeAll
    static void makeASnapshot() {
        town = new StagingTown();
        published = town.publish("2026-11-21");
    }

    @Test
    void publishedSnapshotIsRestoredAndTold() {
        try (FunctionProcess refresh = town.refresh("fresh")) {
            Answer answer = refresh.invoke(published, StagingTown.LIFE);
            assertTrue(answer.ok(), refresh::log);
            assertEquals("500", town.query("fresh", "SELECT count(*) FROM people"));
            assertEquals("0", town.query("fresh", "SELECT count(*) FROM people WHERE email LIKE '%planted.example'"));
            JsonNode told = town.told("Staging refreshed");
            assertEquals(500, told.path("rows").intValue());
            assertTrue(refresh.log().contains("\"RefreshesDone\":1.0"), refresh::log);
            try (ObjectStore open = town.openStore()) {
                assertTrue(open.keys("journal/").size() >= 2, "the journal is beside the store");
            }
            town.assertNothingPlanted(refresh.log() + answer.body() + town.aws().events());
        }
    }

    @Test
    void everyRefreshKeepsTheDatabaseBeforeItAndNoOther() {
        try (FunctionProcess refresh = town.refresh("nightly")) {
            for (int night = 1; night <= 3; night++) {
                String event = town.publish("2026-12-0" + night);
                assertTrue(refresh.invoke(event, StagingTown.LIFE).ok(), refresh::log);
                town.query("nightly", "CREATE TABLE night_" + night + " (id int)");
            }
            assertEquals("nightly nightly__previous", town.databases("nightly"));
            assertEquals(
                    "night_2",
                    town.query(
                            "nightly__previous",
                            "SELECT string_agg(relname, ',') FROM pg_class WHERE relname ~ '^night_'"));
        }
    }

    @Test
    void productionIsRefusedByTheGuardAndCounted() {
        try (FunctionProcess refresh = town.refreshOfProduction("elsewhere")) {
            Answer answer = refresh.invoke(published, StagingTown.LIFE);
            assertFalse(answer.ok());
            assertEquals(
                    "TARGET_SHARES_IDENTITY",
                    town.told("Staging refresh failed").path("failure").stringValue());
            assertTrue(refresh.log().contains("\"GuardRefusals\":1.0"), refresh::log);
            assertEquals(
                    "0",
                    ClientProgram.query(
                            town.production(),
                            "postgres",
                            "SELECT count(*) FROM pg_database WHERE datname LIKE 'elsewhere%'"));
        }
    }

    @Test
    void databaseThatHasNotConsentedIsRefused() {
        town.createDatabase("precious");
        try (FunctionProcess refresh = town.refresh("precious")) {
            assertFalse(refresh.invoke(published, StagingTown.LIFE).ok());
            assertEquals(
                    "TARGET_UNMARKED",
                    town.told("Staging refresh failed").path("failure").stringValue());
        }
    }

    @Test
    void everySettingThatIsWrongIsSaidWhenTheFunctionBegins() {
        Map<String, String> wrong = Map.of(
                "NIGHTMASK_STORE", "s3:/planted.example",
                "NIGHTMASK_TARGET", "postgresql://u:Quuxington@h/d",
                "NIGHTMASK_JOBS", "33");
        try (FunctionProcess refresh = town.refreshWith("never", wrong)) {
            Answer answer = refresh.initialised();
            assertFalse(answer.ok());
            wrong.keySet().forEach(setting -> assertTrue(answer.body().contains(setting), answer::body));
            town.assertNothingPlanted(answer.body() + refresh.log());
        }
    }

    @Test
    void eventThatIsNoneIsRefused() {
        try (FunctionProcess refresh = town.refresh("never")) {
            for (String event :
                    List.of("[1", StagingTown.event("{\"name\":\"shop\",\"snapshot\":\"planted.example\"}"))) {
                Answer answer = refresh.invoke(event, StagingTown.LIFE);
                assertFalse(answer.ok(), answer::body);
                town.assertNothingPlanted(answer.body() + refresh.log());
            }
        }
    }

    @Test
    void eventOfAnotherDatabaseIsLetBe() {
        int told = town.aws().events().size();
        try (FunctionProcess refresh = town.refresh("untouched")) {
            String forum = StagingTown.event("{\"name\":\"forum\"}");
            assertTrue(refresh.invoke(forum, StagingTown.LIFE).ok(), refresh::log);
            assertEquals(told, town.aws().events().size());
        }
    }
}
