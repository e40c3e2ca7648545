package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.snapshot.restore.Forwarder;
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

class TargetCommandsTest {
    private static Workplace workplace;
    private static Path archive;

    @BeforeAll
    static void start(@TempDir Path directory) {
        workplace = new Workplace(directory);
        archive = workplace.archive();
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    @Test
    void databaseIsReplacedFromTheMomentItIsAllowedUntilItIsRevoked() {
        String uri = database("staging");
        Workplace.sql(workplace.laptop(), "postgres", "COMMENT ON DATABASE staging IS 'ask Carol'");
        fails(Failure.TARGET_UNMARKED, "restore", archive.toString(), "--target", uri);
        JsonNode allowed = ok("target", "allow", uri, "--for", "30d", "--client", "puma", "--client", "worker");
        assertEquals("puma", allowed.get("clients").get(0).stringValue());
        JsonNode shown = ok("target", "show", uri);
        assertEquals(0, shown.get("refusals").size(), shown.toString());
        assertEquals("target", shown.get("database").get("noted").stringValue());
        assertEquals(allowed.get("until"), shown.get("database").get("until"));
        assertEquals(
                "staging__previous",
                ok("restore", archive.toString(), "--target", uri)
                        .get("previous")
                        .stringValue());
        assertEquals(
                "staging__previous", ok("target", "show", uri).get("previous").stringValue());
        String filledWith = snapshot(uri);
        assertTrue(filledWith.startsWith("sha256:"), filledWith);
        ok("target", "allow", uri);
        assertEquals(filledWith, snapshot(uri), "consent that is renewed forgets nothing");
        assertTrue(ok("target", "revoke", uri).get("revoked").booleanValue());
        assertFalse(ok("target", "revoke", uri).get("revoked").booleanValue());
        assertEquals("ask Carol", comment("staging"));
        fails(Failure.TARGET_UNMARKED, "restore", archive.toString(), "--target", uri);
    }

    private String snapshot(String uri) {
        return ok("target", "show", uri).get("database").get("snapshot").stringValue();
    }

    @Test
    void tunnelIsNotTakenForThisMachine() throws IOException {
        String direct = database("remote");
        try (Forwarder tunnel = Forwarder.to(workplace.laptop().port())) {
            String uri = direct.replace(":" + workplace.laptop().port(), ":" + tunnel.port());
            fails(Failure.TARGET_UNCONFIRMED, "target", "allow", uri);
            String identity = ok("target", "show", uri).get("confirmation").stringValue();
            assertEquals("remote " + identifier(), identity);
            fails(Failure.TARGET_UNCONFIRMED, "target", "allow", uri, "--confirm", "yes");
            fails(Failure.TARGET_UNCONFIRMED, "target", "allow", uri, "--confirm", "remote");
            List<String> allow = List.of("target", "allow", uri, "--json");
            Ran wrong = Ran.atTerminal(world(), "remote\n", allow);
            assertEquals(Failure.TARGET_UNCONFIRMED.exitStatus(), wrong.status(), wrong.everything());
            assertTrue(wrong.err().contains(identity), wrong.err());
            assertEquals("", comment("remote"));
            Ran typed = Ran.atTerminal(world(), identity + "\n", allow);
            assertEquals(0, typed.status(), typed.everything());
            ok("target", "revoke", uri);
            ok("target", "allow", uri, "--confirm", identity);
        }
    }

    @Test
    void socketOfThisMachineNeedsNoConfirmation() {
        database("local");
        String directory = workplace.laptop().socketDirectory().toString().replace("/", "%2F");
        String uri =
                "postgresql://postgres@" + directory + ":" + workplace.laptop().port() + "/local";
        ok("target", "allow", uri);
        assertEquals("", ok("target", "show", uri).get("confirmation").stringValue());
    }

    @Test
    void machineRemembersWhatAManifestNames() throws IOException {
        String identifier = Workplace.query(
                workplace.production(), "postgres", "SELECT system_identifier FROM pg_control_system()");
        String store = workplace.freshStore();
        Ran taken = Ran.nightmask(workplace.at(workplace.production(), Map.of()), workplace.snapshot(store));
        assertEquals(0, taken.status(), taken.everything());
        Path note = workplace.path("state/sources/" + identifier + ".json");
        assertTrue(Files.exists(note));
        Files.delete(note);
        ok("list", "--store", store);
        assertTrue(Files.exists(note));
        ok(
                "delete",
                "--store",
                store,
                "--snapshot",
                taken.json().get("snapshot").get("id").stringValue());
        assertTrue(workplace.inBucket().stream().anyMatch(key -> key.endsWith("sources/" + identifier + ".json")));
    }

    @Test
    void sourceIsNeverAllowed() {
        Workplace.sql(workplace.production(), "postgres", "CREATE DATABASE innocent");
        String uri = Workplace.uri(workplace.production(), "innocent");
        List<String> allow = List.of("target", "allow", uri, "--json", "--confirm", "innocent " + identifier());
        Ran refused = Ran.nightmask(workplace.at(workplace.production(), Map.of()), allow);
        assertEquals(Failure.TARGET_IS_SOURCE.exitStatus(), refused.status(), refused.everything());
        Ran shown = Ran.nightmask(workplace.at(workplace.production(), Map.of()), List.of("target", "show", uri));
        assertEquals(0, shown.status(), shown.everything());
        assertTrue(shown.out().contains("refused    " + Failure.TARGET_IS_SOURCE.problem()), shown.out());
    }

    @Test
    void onlyTheOwnerAllowsADatabaseThatIsThere() {
        String uri = database("owned");
        Workplace.sql(workplace.laptop(), "postgres", "CREATE ROLE guest LOGIN");
        String directory = workplace.laptop().socketDirectory().toString().replace("/", "%2F");
        String guest =
                "postgresql://guest@" + directory + ":" + workplace.laptop().port() + "/owned";
        fails(Failure.TARGET_PERMISSION, "target", "allow", guest);
        fails(Failure.TARGET_MISSING, "target", "allow", uri.replace("owned", "absent"));
        fails(Failure.CONSENT_PERIOD, "target", "allow", uri, "--for", "367d");
        fails(Failure.USAGE, "target", "allow", uri, "--client", "");
    }

    @Test
    void everyActOnConsentIsWrittenDown() throws IOException {
        String uri = database("watched");
        ok("target", "allow", uri);
        ok("target", "revoke", uri);
        List<String> lines = Files.readAllLines(workplace.path("state/journal.jsonl")).stream()
                .filter(line -> line.contains("watched"))
                .toList();
        assertEquals(4, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains("\"allow\"") && lines.get(3).contains("\"revoke\""), lines.toString());
    }

    private static String database(String name) {
        Workplace.sql(workplace.laptop(), "postgres", "CREATE DATABASE " + name);
        return Workplace.uri(workplace.laptop(), name);
    }

    private static String identifier() {
        return Workplace.query(workplace.laptop(), "postgres", "SELECT system_identifier FROM pg_control_system()");
    }

    private static String comment(String database) {
        LocalPostgres server = workplace.laptop();
        return Workplace.query(server, "postgres", """
                SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database
                WHERE datname = '%s'""".formatted(database));
    }

    private static Surroundings world() {
        return workplace.at(workplace.laptop(), Map.of());
    }

    private static JsonNode ok(String... arguments) {
        Ran ran = run(arguments);
        assertEquals(0, ran.status(), ran.everything());
        return ran.json();
    }

    private static void fails(Failure failure, String... arguments) {
        Ran ran = run(arguments);
        assertEquals(failure.exitStatus(), ran.status(), ran.everything());
    }

    private static Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return Ran.nightmask(world(), all);
    }
}
