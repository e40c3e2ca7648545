package dev.nightmask.lambda.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.lambda.RuntimeApi.Answer;
import dev.nightmask.lambda.nightly.NightlyTown;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.tests.ClientProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From the nightly function's event to a refreshed staging, both functions under the runtime that AWS runs them with.
class RefreshFunctionTest {
    private static final String STAGING_LOGIN = "arn:aws:secretsmanager:eu-north-1:1:secret:staging";
    private static final Duration LIFE = Duration.ofMinutes(15);

    private static NightlyTown town;
    private static LocalPostgres staging;
    private static String store;
    private static String published;

    @BeforeAll
    static void makeASnapshot(@TempDir Path directory) {
        town = new NightlyTown(directory);
        staging = LocalPostgres.start(Map.of());
        town.aws()
                .keep(
                        STAGING_LOGIN,
                        "{\"username\":\"%s\",\"password\":\"%s\"}"
                                .formatted(LocalPostgres.SUPERUSER, staging.password()));
        store = town.freshStore();
        try (FunctionProcess nightly = town.function(town.environment(store))) {
            assertTrue(nightly.invoke(NightlyTown.event("2026-11-21"), LIFE).ok(), nightly::log);
        }
        published = town.lastEvent().path("Detail").stringValue();
    }

    @AfterAll
    static void stop() {
        staging.close();
        town.close();
    }

    @Test
    void publishedSnapshotIsRestoredAndTold() {
        try (FunctionProcess refresh = refresh(staging, "fresh")) {
            Answer answer = refresh.invoke(event(published), LIFE);
            assertTrue(answer.ok(), refresh::log);
            assertEquals("500", ClientProgram.query(staging, "fresh", "SELECT count(*) FROM people"));
            assertEquals(
                    "0",
                    ClientProgram.query(
                            staging, "fresh", "SELECT count(*) FROM people WHERE email LIKE '%planted.example'"));
            JsonNode told = detailOfLast("Staging refreshed");
            assertEquals(500, told.path("rows").intValue());
            assertTrue(refresh.log().contains("\"RefreshesDone\":1.0"), refresh::log);
            try (ObjectStore open = town.open(store)) {
                assertTrue(open.keys("journal/").size() >= 2, "the journal is beside the store");
            }
            town.assertNothingPlanted(refresh.log() + answer.body() + town.aws().events());
        }
    }

    @Test
    void everyRefreshKeepsTheDatabaseBeforeItAndNoOther() {
        try (FunctionProcess refresh = refresh(staging, "nightly")) {
            for (int night = 1; night <= 3; night++) {
                assertTrue(refresh.invoke(event(published), LIFE).ok(), refresh::log);
                ClientProgram.query(staging, "nightly", "CREATE TABLE night_" + night + " (id int)");
            }
            assertEquals(
                    "nightly,nightly__previous",
                    ClientProgram.query(
                            staging,
                            "postgres",
                            "SELECT string_agg(datname, ',' ORDER BY datname) FROM pg_database WHERE datname ~ '^nightly'"));
            assertEquals(
                    "night_2",
                    ClientProgram.query(
                            staging,
                            "nightly__previous",
                            "SELECT string_agg(relname, ',') FROM pg_class WHERE relname ~ '^night_'"));
        }
    }

    @Test
    void productionIsRefusedByTheGuardAndCounted() {
        try (FunctionProcess refresh = refresh(town.production(), "elsewhere")) {
            Answer answer = refresh.invoke(event(published), LIFE);
            assertFalse(answer.ok());
            assertEquals(
                    "TARGET_SHARES_IDENTITY",
                    detailOfLast("Staging refresh failed").path("failure").stringValue());
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
        ClientProgram.createDatabase(staging, "precious", "UTF8");
        try (FunctionProcess refresh = refresh(staging, "precious")) {
            assertFalse(refresh.invoke(event(published), LIFE).ok());
            assertEquals(
                    "TARGET_UNMARKED",
                    detailOfLast("Staging refresh failed").path("failure").stringValue());
        }
    }

    @Test
    void eventOfAnotherDatabaseIsLetBe() {
        int told = town.aws().events().size();
        try (FunctionProcess refresh = refresh(staging, "untouched")) {
            assertTrue(refresh.invoke(event("{\"name\":\"forum\"}"), LIFE).ok(), refresh::log);
            assertEquals(told, town.aws().events().size());
        }
    }

    private static FunctionProcess refresh(LocalPostgres server, String database) {
        Map<String, String> environment = new TreeMap<>(town.environment(store));
        environment.put("NIGHTMASK_TARGET", "postgresql://127.0.0.1:%d/%s".formatted(server.port(), database));
        if (server == staging) {
            environment.put("NIGHTMASK_DATABASE_SECRET", STAGING_LOGIN);
        }
        return FunctionProcess.start(RefreshHandler.class, environment, town.freshLog());
    }

    private static String event(String detail) {
        return "{\"source\":\"nightmask\",\"detail-type\":\"Snapshot published\",\"detail\":%s}".formatted(detail);
    }

    private static JsonNode detailOfLast(String type) {
        JsonNode last = town.lastEvent();
        assertEquals(type, last.path("DetailType").stringValue());
        return JsonMapper.shared().readTree(last.path("Detail").stringValue());
    }
}
