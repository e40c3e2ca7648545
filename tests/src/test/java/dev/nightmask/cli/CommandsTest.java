package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CommandsTest {
    private static Workplace workplace;

    @BeforeAll
    static void start(@TempDir Path directory) {
        workplace = new Workplace(directory);
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    @Test
    void snapshotGoesFromProductionToADeveloper() {
        String store = workplace.freshStore();
        Path archive = workplace.path(workplace.freshName() + ".dump");
        Ran taken = ok(workplace.snapshot(store));
        String id = taken.json().get("snapshot").get("id").stringValue();
        assertEquals(500, taken.json().get("snapshot").get("rows").intValue());
        assertEquals("zlib:1", taken.json().get("codec").stringValue());
        assertTrue(List.of("ISA-L", "JDK").contains(taken.json().get("engine").stringValue()));

        JsonNode listed = ok(List.of("list", "--store", store, "--json")).json();
        assertEquals(id, listed.get("snapshots").get(0).get("id").stringValue());
        JsonNode link = ok(List.of("link", "--store", store, "--json")).json();
        assertEquals(id, link.get("snapshot").stringValue());
        ok(List.of("pull", link.get("url").stringValue(), "-o", archive.toString()));
        assertEquals(
                500,
                ok(List.of("verify", archive.toString(), "--json"))
                        .json()
                        .get("rows")
                        .intValue());

        JsonNode restored = restore("dev", archive.toString()).json();
        assertTrue(restored.get("previous").isNull());
        assertEquals("500", dev("SELECT count(*) FROM people WHERE note IS NULL"));
        assertEquals("0", dev("SELECT count(*) FROM people WHERE email LIKE '%planted%'"));
        assertEquals("500", dev("SELECT count(DISTINCT email) FROM people"));
    }

    @Test
    void storeServesWithoutALink() {
        String store = workplace.freshStore();
        ok(workplace.snapshot(store));
        assertEquals(
                500,
                ok(List.of("verify", "--store", store, "--json"))
                        .json()
                        .get("rows")
                        .intValue());
        Ran restored = Ran.nightmask(
                workplace.at(workplace.laptop(), Map.of()),
                List.of("restore", "--store", store, "--target", Workplace.uri(workplace.laptop(), "direct")));
        assertEquals(0, restored.status(), restored.err());
    }

    @Test
    void directoryIsAStoreToo() throws Exception {
        String store = "file:" + Files.createDirectory(workplace.path(workplace.freshName()));
        ok(workplace.snapshot(store));
        Ran listed = ok(List.of("list", "--store", store));
        assertEquals(1, listed.out().lines().count(), listed.out());
        assertTrue(listed.out().contains("500 rows"), listed.out());
    }

    @Test
    void linkSaysWhenItDiesAndIsReadFromStandardInput() {
        String store = workplace.freshStore();
        ok(workplace.snapshot(store));
        JsonNode link = ok(List.of("link", "--store", store, "--expires", "60s", "--json"))
                .json();
        Instant expiry = Instant.parse(link.get("expiresAt").stringValue());
        assertTrue(expiry.isBefore(Instant.now().plus(Duration.ofSeconds(61))));
        assertTrue(link.get("url").stringValue().contains("X-Amz-Expires=60"));
        Path archive = workplace.path(workplace.freshName() + ".dump");
        Ran pulled = Ran.nightmask(
                workplace.at(workplace.production(), Map.of()),
                link.get("url").stringValue() + "\n",
                List.of("pull", "-", "-o", archive.toString()));
        assertEquals(0, pulled.status(), pulled.err());
    }

    @Test
    void rulesAreCheckedWithoutAKey() {
        Ran checked = Ran.nightmask(
                workplace.at(workplace.production(), Map.of("NIGHTMASK_KEY", "")),
                List.of(
                        "rules",
                        "check",
                        "--json",
                        "--source",
                        Workplace.uri(workplace.production(), "shop"),
                        "--rules",
                        workplace.rules()));
        assertEquals(0, checked.status(), checked.err());
        assertEquals(1, checked.json().get("tables").intValue());
        assertEquals(1, checked.json().get("columnsByTechnique").get("suppress").intValue());
    }

    @Test
    void keyIsReadFromAFile() {
        String key = workplace.file("key", Workplace.KEY + "\n");
        assertTrue(Path.of(key).toFile().setReadable(false, false)
                && Path.of(key).toFile().setReadable(true, true));
        List<String> arguments = new ArrayList<>(workplace.snapshot(workplace.freshStore()));
        arguments.addAll(List.of("--key-file", key));
        Ran taken = Ran.nightmask(workplace.at(workplace.production(), Map.of("NIGHTMASK_KEY", "")), arguments);
        assertEquals(0, taken.status(), taken.err());
    }

    @Test
    void deletionIsRehearsedFirst() {
        String store = workplace.freshStore();
        ok(workplace.snapshot(store));
        ok(workplace.snapshot(store));
        List<String> delete = List.of("delete", "--store", store, "--keep-last", "1", "--json");
        List<String> dryRun = new ArrayList<>(delete);
        dryRun.add("--dry-run");
        assertEquals(1, ok(dryRun).json().get("snapshots").size());
        assertEquals(
                2,
                ok(List.of("list", "--store", store, "--json"))
                        .json()
                        .get("snapshots")
                        .size());
        assertEquals(1, ok(delete).json().get("snapshots").size());
        assertEquals(
                1,
                ok(List.of("list", "--store", store, "--json"))
                        .json()
                        .get("snapshots")
                        .size());
    }

    @Test
    void resultIsOnStandardOutputAndProgressIsNot() {
        Ran taken = ok(workplace.snapshot(workplace.freshStore()));
        assertEquals(1, taken.out().lines().count(), taken.out());
        assertFalse(taken.err().isEmpty());
        workplace.secrets().forEach(secret -> assertFalse(taken.everything().contains(secret)));
    }

    private static Ran ok(List<String> arguments) {
        Ran ran = Ran.nightmask(workplace.at(workplace.production(), Map.of()), arguments);
        assertEquals(0, ran.status(), ran.everything());
        return ran;
    }

    private static Ran restore(String database, String archive) {
        Ran ran = Ran.nightmask(
                workplace.at(workplace.laptop(), Map.of()),
                List.of("restore", archive, "--json", "--target", Workplace.uri(workplace.laptop(), database)));
        assertEquals(0, ran.status(), ran.everything());
        return ran;
    }

    private static String dev(String query) {
        return Workplace.query(workplace.laptop(), "dev", query);
    }
}
