package dev.nightmask.lambda.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.lambda.RuntimeApi.Answer;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.tests.ClientProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// From the nightly function's event to a refreshed staging, both functions under the runtime that AWS runs them with.
class RefreshFunctionTest {
    private static StagingTown town;
    private static String published;

    @BeforeAll
    static void makeASnapshot(@TempDir Path directory) {
        town = new StagingTown(directory);
        published = town.publish("2026-11-21");
    }

    @AfterAll
    static void stop() {
        town.close();
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
    void eventOfAnotherDatabaseIsLetBe() {
        int told = town.aws().events().size();
        try (FunctionProcess refresh = town.refresh("untouched")) {
            String forum = StagingTown.event("{\"name\":\"forum\"}");
            assertTrue(refresh.invoke(forum, StagingTown.LIFE).ok(), refresh::log);
            assertEquals(told, town.aws().events().size());
        }
    }
}
