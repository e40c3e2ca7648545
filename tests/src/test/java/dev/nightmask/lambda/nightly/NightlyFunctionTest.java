package dev.nightmask.lambda.nightly;

import static dev.nightmask.lambda.nightly.NightlyStore.FIFTEEN_MINUTES;
import static dev.nightmask.lambda.nightly.NightlyStore.TOMORROW;
import static dev.nightmask.lambda.nightly.NightlyStore.TONIGHT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.lambda.RuntimeApi.Answer;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.tests.ClientProgram;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The nightly function in a process of its own, under the runtime that AWS runs it with.
class NightlyFunctionTest {
    @AutoClose
    private static final NightlyTown TOWN = new NightlyTown();

    private final NightlyStore store = NightlyStore.in(TOWN);

    @Test
    void scheduledEventMakesTheSnapshotOfTheNightOnceAndTellsOfIt() {
        try (FunctionProcess function = store.function()) {
            Answer first = function.invoke(TONIGHT, FIFTEEN_MINUTES);
            assertTrue(first.ok(), function::log);
            Manifest manifest = store.list().getFirst();
            assertEquals(json("published", manifest), json(first));
            assertEquals(500, rows(manifest));
            Answer again = function.invoke(TONIGHT, FIFTEEN_MINUTES);
            assertEquals(json("already published", manifest), json(again));
            assertEquals(List.of(manifest), store.list());
            JsonNode told = TOWN.lastEvent();
            assertEquals("Snapshot published", told.path("DetailType").stringValue());
            JsonNode detail = JsonMapper.shared().readTree(told.path("Detail").stringValue());
            assertEquals("shop", detail.path("name").stringValue());
            assertEquals(500, detail.path("rows").intValue());
            assertEquals(
                    manifest.archive().sizeBytes(), detail.path("sizeBytes").longValue());
            assertEquals(1, published(function.log()), function::log);
        }
    }

    @Test
    void snapshotThatNobodyWasToldOfIsToldByTheNextEvent() {
        try (FunctionProcess function = store.function()) {
            assertTrue(function.invoke(TONIGHT, FIFTEEN_MINUTES).ok(), function::log);
            assertTrue(function.invoke(TOMORROW, FIFTEEN_MINUTES).ok(), function::log);
            JsonNode told = TOWN.lastEvent();
            int events = TOWN.aws().events().size();
            try (ObjectStore open = TOWN.open(store.uri())) {
                open.delete("nights/shop/2026-11-22.told");
            }
            for (int time = 0; time < 2; time++) {
                assertTrue(function.invoke(TOMORROW, FIFTEEN_MINUTES).ok(), function::log);
                assertEquals(events + 1, TOWN.aws().events().size(), "told once");
            }
            assertEquals(withoutRun(told), withoutRun(TOWN.lastEvent()));
            assertEquals(2, store.list().size());
        }
    }

    @Test
    void morningMessageSaysWhichColumnsAreNewAndWhichTablesGrew() {
        try (FunctionProcess function = store.function()) {
            assertTrue(function.invoke(TONIGHT, FIFTEEN_MINUTES).ok(), function::log);
            ClientProgram.query(TOWN.production(), "shop", """
                    CREATE TABLE likes (person int, at date);
                    INSERT INTO likes SELECT n, '2026-11-21' FROM generate_series(1, 300) n""");
            store.rules("""
                    version: 1
                    tables:
                      public.people: {id: {keep: surrogate key}, email: {pseudonymize: email}, full_name: suppress}
                      public.likes: {person: {keep: surrogate key}, at: {generalize: year}}
                    """);
            Answer answer = function.invoke(TOMORROW, FIFTEEN_MINUTES);
            ClientProgram.query(TOWN.production(), "shop", "DROP TABLE likes");
            assertTrue(answer.ok(), function::log);
            JsonNode detail =
                    JsonMapper.shared().readTree(TOWN.lastEvent().path("Detail").stringValue());
            assertEquals(
                    "[\"public.likes.at: generalize\",\"public.likes.person: keep\"]",
                    detail.path("newColumns").toString());
            assertEquals(
                    "[\"public.people.full_name: suppress, was synthesize\"]",
                    detail.path("changedColumns").toString());
        }
    }

    @Test
    void columnWithoutARuleStopsTheNightAndItsLineIsTold() {
        try (FunctionProcess function = store.functionWithRules("""
                version: 1
                tables:
                  public.people: {id: {keep: surrogate key}, email: {pseudonymize: email}}
                """)) {
            Answer answer = function.invoke(TONIGHT, FIFTEEN_MINUTES);
            assertFalse(answer.ok());
            JsonNode told = TOWN.lastEvent();
            assertEquals("Snapshot failed", told.path("DetailType").stringValue());
            JsonNode detail = JsonMapper.shared().readTree(told.path("Detail").stringValue());
            assertEquals("catalog", detail.path("stage").stringValue());
            assertEquals("UNCLASSIFIED_COLUMN", detail.path("failure").stringValue());
            assertEquals(
                    "  public.people:\n    full_name: suppress   # text\n",
                    detail.path("linesToAdd").stringValue());
            assertTrue(function.log().contains("\"SnapshotFailures\":1.0"), function::log);
            assertEquals(List.of(), store.list());
            TOWN.assertNothingPlanted(
                    function.log() + answer.body() + TOWN.aws().events());
        }
        try (FunctionProcess mended = store.function()) {
            assertTrue(mended.invoke(TONIGHT, FIFTEEN_MINUTES).ok(), mended::log);
        }
        assertEquals(1, store.list().size());
    }

    @Test
    void rulesMayBeKeptInABucket() {
        String rules = TOWN.freshStore();
        try (ObjectStore bucket = TOWN.open(rules)) {
            bucket.writeIf("people.yaml", """
                    version: 1
                    tables:
                      public.people: {"*": suppress, id: {keep: surrogate key}, email: {pseudonymize: email}}
                    """.getBytes(UTF_8), null);
            bucket.writeIf("notes.txt", "not a rule".getBytes(UTF_8), null);
        }
        try (FunctionProcess function = store.functionWith("NIGHTMASK_RULES", rules)) {
            assertTrue(function.invoke(TONIGHT, FIFTEEN_MINUTES).ok(), function::log);
            assertEquals(
                    Map.of("keep", 1, "pseudonymize", 1, "suppress", 1),
                    store.list().getFirst().coverage().columnsByTechnique());
        }
    }

    @Test
    void replicaIsReadWhereThereIsOne() {
        Map<String, String> environment = new TreeMap<>(store.environment());
        environment.put("NIGHTMASK_REPLICA", environment.get("NIGHTMASK_SOURCE"));
        environment.put("NIGHTMASK_SOURCE", "postgresql://127.0.0.1:1/nobody_answers_here");
        try (FunctionProcess function = TOWN.function(environment)) {
            assertTrue(function.invoke(TONIGHT, FIFTEEN_MINUTES).ok(), function::log);
        }
    }

    @Test
    void everySettingThatIsWrongIsSaidWhenTheFunctionBegins() {
        Map<String, String> wrong = new TreeMap<>(store.environment());
        wrong.put("NIGHTMASK_TIME_ZONE", "planted.example");
        wrong.remove("NIGHTMASK_KEY_SECRET");
        wrong.put("NIGHTMASK_SOURCE", "postgresql://u:Quuxington@h/d");
        try (FunctionProcess function = TOWN.function(wrong)) {
            Answer answer = function.initialised();
            assertFalse(answer.ok());
            for (String setting : List.of("NIGHTMASK_KEY_SECRET", "NIGHTMASK_TIME_ZONE", "NIGHTMASK_SOURCE")) {
                assertTrue(answer.body().contains(setting), answer::body);
            }
            TOWN.assertNothingPlanted(answer.body() + function.log());
        }
    }

    @Test
    void eventWithoutATimeIsRefused() {
        try (FunctionProcess function = store.function()) {
            for (String event : List.of("{}", "{\"night\":\"planted.example\"}", "[1", "{\"night\":20261121}")) {
                Answer answer = function.invoke(event, FIFTEEN_MINUTES);
                assertFalse(answer.ok(), answer::body);
                assertTrue(answer.body().contains("night"), answer::body);
                TOWN.assertNothingPlanted(answer.body());
            }
            assertTrue(function.invoke(TONIGHT, FIFTEEN_MINUTES).ok(), "it lives on");
        }
    }

    /// An event's detail, whichever run tells it.
    private static JsonNode withoutRun(JsonNode event) {
        JsonNode detail = JsonMapper.shared().readTree(event.path("Detail").stringValue());
        return ((ObjectNode) detail).without("run");
    }

    private static long rows(Manifest manifest) {
        return manifest.seal().tables().stream().mapToLong(TableCount::rows).sum();
    }

    private static JsonNode json(String outcome, Manifest manifest) {
        return JsonMapper.shared()
                .readTree("{\"outcome\":\"%s\",\"snapshot\":\"%s\"}".formatted(outcome, manifest.id()));
    }

    private static JsonNode json(Answer answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static long published(String log) {
        return log.lines()
                .filter(line -> line.contains("\"SnapshotsPublished\":1.0"))
                .count();
    }
}
