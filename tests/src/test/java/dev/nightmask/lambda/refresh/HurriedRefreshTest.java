package dev.nightmask.lambda.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.lambda.Deadline;
import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.lambda.RuntimeApi.Answer;
import dev.nightmask.tests.ClientProgram;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Refreshes that run out of time.
class HurriedRefreshTest {
    /// Several times what it takes to come to the rows of a snapshot, whose load then takes forever.
    private static final Duration ENOUGH_TO_BEGIN = Duration.ofSeconds(20);

    @AutoClose
    private static StagingTown town;

    private static String quick;
    private static String endless;

    @BeforeAll
    static void makeSnapshots() {
        town = new StagingTown();
        quick = town.publish("2026-11-21");
        ClientProgram.query(town.production(), "shop", """
                CREATE FUNCTION awake() RETURNS bool LANGUAGE sql
                    AS $$ SELECT current_database() = 'shop' OR pg_sleep(3600) IS NULL $$;
                ALTER TABLE people ADD CHECK (awake())""");
        endless = town.publish("2026-11-22");
    }

    @Test
    void functionThatRunsOutOfTimeLeavesStagingAsItWasAndSaysWhatToDo() {
        try (FunctionProcess refresh = town.refresh("hurried")) {
            assertTrue(refresh.invoke(quick, StagingTown.LIFE).ok(), refresh::log);
            town.query("hurried", "CREATE TABLE somebodys_work (id int)");
            Answer answer = refresh.invoke(endless, Deadline.RESERVE.plus(ENOUGH_TO_BEGIN));
            assertFalse(answer.ok(), refresh::log);
            JsonNode told = town.told("Staging refresh failed");
            assertEquals("REFRESH_OUTGROWN", told.path("failure").stringValue());
            assertEquals("restore", told.path("stage").stringValue());
            assertTrue(told.path("remedy").stringValue().contains("`nightmask restore --store`"), told::toString);
            assertTrue(refresh.log().contains("\"RefreshFailures\":1.0"), refresh::log);
            assertEquals("hurried", town.databases("hurried"), "nothing is left beside it");
            assertEquals("0", town.query("hurried", "SELECT count(*) FROM somebodys_work"));
        }
    }

    @Test
    void functionWithHardlyAnyTimeMakesNothing() {
        try (FunctionProcess refresh = town.refresh("never")) {
            assertFalse(refresh.invoke(quick, Deadline.RESERVE.plusMillis(1)).ok(), refresh::log);
            assertEquals(
                    "REFRESH_OUTGROWN",
                    town.told("Staging refresh failed").path("failure").stringValue());
            assertEquals("", town.databases("never"));
            assertTrue(refresh.invoke(quick, StagingTown.LIFE).ok(), "it lives on");
        }
    }
}
