package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `nightmask restore --tables`, from the snapshot on.
class SomeTablesTest {
    private static final String MORE = """
            CREATE TABLE pets (id int PRIMARY KEY, owner int NOT NULL REFERENCES people);
            INSERT INTO pets SELECT n, n FROM generate_series(1, 300) n;
            """;

    private static Workplace workplace;
    private static String store;

    @BeforeAll
    static void takeASnapshot(@TempDir Path directory) {
        workplace = new Workplace(directory);
        Workplace.sql(workplace.production(), "shop", MORE);
        store = workplace.freshStore();
        String rules = workplace.file(
                "more.yaml",
                Workplace.RULES + "  public.pets:\n    id: {keep: surrogate key}\n    owner: {keep: key}\n");
        Ran taken = Ran.nightmask(
                workplace.at(workplace.production(), Map.of()),
                Workplace.with(workplace.snapshot(store), "--rules", rules));
        assertEquals(0, taken.status(), taken.everything());
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    @Test
    void rowsOfOneTableComeAndTheKeyThatCannotHoldIsNamed() throws IOException {
        Ran ran = restore("pets", "--store", store, "--tables", "public.pets");
        assertEquals(0, ran.status(), ran.everything());
        assertEquals(1, ran.json().get("tables").asInt());
        assertEquals(300, ran.json().get("rows").asInt());
        assertEquals(
                List.of(
                        "tables left without their rows: 1",
                        "left out, since the rows it leads to are: foreign key public.pets.pets_owner_fkey"),
                ran.json().get("notes").valueStream().map(JsonNode::asString).toList());
        assertEquals("300 0", counts("pets"));
        assertEquals(
                List.of("public.pets"),
                lastOfTheJournal()
                        .get("tables")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
    }

    @Test
    void fileGivesTheSameAsAStore() {
        Path archive = workplace.path("pulled.dump");
        assertEquals(
                0,
                Ran.nightmask(surroundings(), List.of("pull", "--store", store, "-o", archive.toString()))
                        .status());
        Ran ran = restore("from_file", archive.toString(), "--tables", "public.pe*,public.pets");
        assertEquals(0, ran.status(), ran.everything());
        assertEquals("300 500", counts("from_file"));
        assertEquals(List.of(), ran.json().get("notes").valueStream().toList());
    }

    @Test
    void patternThatMatchesNothingEndsTheCommandBeforeAnythingIsMade() {
        Ran ran = restore("never", "--store", store, "--tables", "pets,public.pets");
        assertEquals(Failure.TABLES_UNMATCHED.exitStatus(), ran.status(), ran.everything());
        assertTrue(ran.err().contains(Failure.TABLES_UNMATCHED.remedy()), ran.err());
        assertFalse(databases().contains("never"));
    }

    @Test
    void rollbackTakesNoTables() {
        Ran ran = restore("never", "--rollback", "--tables", "public.pets");
        assertEquals(Failure.USAGE.exitStatus(), ran.status(), ran.everything());
    }

    private static Ran restore(String database, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("restore", "--json", "--target", Workplace.uri(workplace.laptop(), database)));
        arguments.addAll(List.of(more));
        return Ran.nightmask(surroundings(), arguments);
    }

    private static Surroundings surroundings() {
        return workplace.at(workplace.laptop(), Map.of());
    }

    private static JsonNode lastOfTheJournal() throws IOException {
        Path journal = surroundings().state().resolve("journal.jsonl");
        return JsonMapper.shared()
                .readTree(Files.readAllLines(journal).stream()
                        .filter(line -> line.contains("\"pets\""))
                        .toList()
                        .getLast());
    }

    private static String counts(String database) {
        return Workplace.query(
                workplace.laptop(),
                database,
                "SELECT (SELECT count(*) FROM pets) || ' ' || (SELECT count(*) FROM people)");
    }

    private static String databases() {
        return Workplace.query(
                workplace.laptop(), "postgres", "SELECT string_agg(datname, ' ' ORDER BY oid) FROM pg_database");
    }
}
