package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is done to targets, as the journal of this machine and the one beside the store have it.
class JournalTest {
    private static Workplace workplace;
    private static Path storeDirectory;
    private static String store;
    private static String snapshot;

    @BeforeAll
    static void takeASnapshot(@TempDir Path directory) throws IOException {
        workplace = new Workplace(directory);
        storeDirectory = Files.createDirectory(directory.resolve("store"));
        store = "file:" + storeDirectory;
        Ran taken = Ran.nightmask(workplace.at(workplace.production(), Map.of()), workplace.snapshot(store));
        assertEquals(0, taken.status(), taken.everything());
        snapshot = taken.json().get("snapshot").get("id").asString();
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    @Test
    void everyActIsWrittenDownOnThisMachineAndBesideTheStore() throws IOException {
        int before = journal().size();
        String target = Workplace.uri(workplace.laptop(), "kept");
        assertEquals(0, restore(target).status());
        assertEquals(0, restore(target).status());
        assertEquals(0, run("restore", "--rollback", "--target", target).status());
        assertEquals(0, run("target", "drop-previous", target).status());
        List<JsonNode> journal = journal().subList(before, journal().size());
        assertEquals(
                List.of(
                        "restore begun",
                        "swap begun",
                        "swap done",
                        "restore done",
                        "restore begun",
                        "swap begun",
                        "swap done",
                        "restore done",
                        "rollback begun",
                        "rollback done",
                        "drop_previous begun",
                        "drop_previous done"),
                journal.stream().map(JournalTest::act).toList());
        JsonNode swap = journal.get(2);
        assertEquals(snapshot, swap.get("snapshot").asString());
        assertEquals("tester@here", swap.get("who").asString());
        assertEquals("kept", swap.get("target").get("name").asString());
        assertEquals(identifier(), swap.get("systemIdentifier").asString());
        assertEquals(
                journal.stream().map(JournalTest::act).limit(8).sorted().toList(),
                besideTheStore("kept").stream().map(JournalTest::act).sorted().toList());
    }

    @Test
    void refusalIsWrittenDownWithItsReason() throws IOException {
        Workplace.sql(workplace.laptop(), "postgres", "CREATE DATABASE precious");
        assertEquals(
                Failure.TARGET_UNMARKED.exitStatus(),
                restore(Workplace.uri(workplace.laptop(), "precious")).status());
        JsonNode refusal = journal().getLast();
        assertEquals("restore refused", act(refusal));
        assertEquals("target_unmarked", refusal.get("failures").get(0).asString());
        assertEquals(
                List.of("restore refused"),
                besideTheStore("precious").stream().map(JournalTest::act).toList());
    }

    @Test
    void whatCannotBeWrittenDownIsNotDone() throws IOException {
        assertEquals(0, restore(Workplace.uri(workplace.laptop(), "written")).status());
        Path journal = surroundings().state().resolve("journal.jsonl");
        Path aside = Files.move(journal, journal.resolveSibling("aside"));
        Files.createDirectory(journal);
        try {
            Ran stopped = restore(Workplace.uri(workplace.laptop(), "unwritten"));
            assertEquals(Failure.JOURNAL_UNWRITABLE.exitStatus(), stopped.status(), stopped.everything());
            assertEquals(
                    "0",
                    Workplace.query(
                            workplace.laptop(),
                            "postgres",
                            "SELECT count(*) FROM pg_database WHERE datname LIKE 'unwritten%'"));
        } finally {
            Files.delete(journal);
            Files.move(aside, journal);
        }
    }

    @Test
    void journalIsReadableByItsOwnerAlone() throws IOException {
        restore(Workplace.uri(workplace.laptop(), "private"));
        Path journal = surroundings().state().resolve("journal.jsonl");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(journal)));
    }

    @Test
    void entriesHoldNoSecret() throws IOException {
        restore(Workplace.uri(workplace.laptop(), "discreet"));
        String journal = Files.readString(surroundings().state().resolve("journal.jsonl"));
        assertTrue(journal.contains("discreet"));
        workplace.secrets().forEach(secret -> assertFalse(journal.contains(secret)));
    }

    private static Ran restore(String target) {
        return run("restore", "--json", "--store", store, "--target", target);
    }

    private static Ran run(String... arguments) {
        return Ran.nightmask(surroundings(), List.of(arguments));
    }

    private static Surroundings surroundings() {
        return workplace.at(workplace.laptop(), Map.of());
    }

    private static String identifier() {
        return Workplace.query(workplace.laptop(), "postgres", "SELECT system_identifier FROM pg_control_system()");
    }

    private static String act(JsonNode entry) {
        return entry.get("act").asString() + " " + entry.get("event").asString();
    }

    private static List<JsonNode> journal() throws IOException {
        Path file = surroundings().state().resolve("journal.jsonl");
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    /// What the store has about one database, in the order of time.
    private static List<JsonNode> besideTheStore(String database) throws IOException {
        List<JsonNode> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(storeDirectory.resolve("journal"))) {
            for (Path file : files.sorted().toList()) {
                entries.add(JsonMapper.shared().readTree(Files.readString(file)));
            }
        }
        return entries.stream()
                .filter(entry -> entry.get("target").get("name").asString().equals(database))
                .sorted(Comparator.comparing(entry -> entry.get("at").asString()))
                .toList();
    }
}
