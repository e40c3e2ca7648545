package dev.nightmask.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.infra.Configuration.Database;
import dev.nightmask.infra.Configuration.Password;
import dev.nightmask.infra.Configuration.RdsUser;
import dev.nightmask.infra.Configuration.Token;
import dev.nightmask.infra.Synthesized.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {
    private static final String SECRET = "arn:aws:secretsmanager:eu-north-1:111122223333:secret:scoreboard-AbCdEf";

    @TempDir
    private Path directory;

    @Test
    void theExampleIsReadWhole() {
        Configuration configuration = read("whole");
        assertEquals("eu-north-1", configuration.region());
        Database database = configuration.databases().getFirst();
        assertEquals("scoreboard", database.name());
        assertEquals(
                new Token(List.of(
                        new RdsUser("db-ABCDEFGHIJKLMNOPQRSTUVWXY2", "nightmask_reader"),
                        new RdsUser("db-ABCDEFGHIJKLMNOPQRSTUVWXY3", "nightmask_reader"))),
                database.login());
        assertEquals(LocalTime.of(2, 0), database.schedule().at());
        assertEquals(ZoneId.of("Europe/Copenhagen"), database.schedule().zone());
        assertEquals(Optional.of(2), database.work().jobs());
        assertEquals(5432, database.staging().orElseThrow().target().port());
    }

    @Test
    void aSecretWithThePasswordTakesThePlaceOfResources() {
        Configuration configuration = read(
                "password",
                new Change(
                        "    # secret: arn:aws:secretsmanager:eu-north-1:111122223333:secret:scoreboard-reader-AbCdEf",
                        "    secret: " + SECRET),
                new Change("      resource: db-ABCDEFGHIJKLMNOPQRSTUVWXY2\n", ""),
                new Change("      resource: db-ABCDEFGHIJKLMNOPQRSTUVWXY3\n", ""));
        assertEquals(new Password(SECRET), configuration.databases().getFirst().login());
    }

    @Test
    void whatIsNotSaidHasValuesThatSuitMost() {
        Configuration configuration = read(
                "short",
                new Change(
                        "links:\n  kind: broker                         # or presigned: a plain URL that lives three minutes\n  per-hour: 20                         # for each person\n",
                        ""),
                new Change(
                        "retention:\n  snapshot-days: 30\n  record-days: 365                     # of links, and of access to the bucket\n  log-days: 90\n",
                        ""));
        assertEquals("broker", configuration.links().kind());
        assertEquals(new Configuration.Retention(30, 365, 90), configuration.retention());
    }

    @Test
    void allThatIsWrongIsToldAtOnceInTheOrderOfItsPlaces() {
        NightmaskException wrong = wrong(
                "many",
                new Change("account: \"111122223333\"", "account: \"1111\""),
                new Change("vpc: vpc-0123456789abcdef0", "vpn: vpc-0123456789abcdef0"),
                new Change("    rules: /opt/nightmask/rules", "    rulez: /opt/nightmask/rules"),
                new Change("  per-hour: 20 ", "  per-hour: many "),
                new Change("time-zone: Europe/Copenhagen", "time-zone: Europe/Atlantis"));
        List<String> told = wrong.problems().stream()
                .map(it -> it.failure() + " " + it.place().describe().replaceAll(" \\(.*", ""))
                .toList();
        assertEquals(
                List.of(
                        "DEPLOYMENT_VALUE nightmask.yaml:5:10: account",
                        "DEPLOYMENT_MISSING nightmask.yaml:9:3: network.vpc",
                        "DEPLOYMENT_KEY nightmask.yaml:9:3: network.vpn",
                        "DEPLOYMENT_MISSING nightmask.yaml:29:5: databases.scoreboard.rules",
                        "DEPLOYMENT_KEY nightmask.yaml:42:5: databases.scoreboard.rulez",
                        "DEPLOYMENT_VALUE nightmask.yaml:43:40: databases.scoreboard.schedule.time-zone",
                        "DEPLOYMENT_VALUE nightmask.yaml:66:13: links.per-hour"),
                told);
    }

    @TestFactory
    Stream<DynamicTest> illFormedValuesAreToldWithWhatWouldBeRight() {
        return Stream.of(
                        wrong(
                                "sslmode=verify-full\n      resource: db-ABCDEFGHIJKLMNOPQRSTUVWXY2",
                                "sslmode=require\n      resource: db-ABCDEFGHIJKLMNOPQRSTUVWXY2",
                                "verify-full"),
                        wrong(
                                "nightmask_reader@scoreboard.example",
                                "nightmask_reader:hunter2@scoreboard.example",
                                "without the password"),
                        wrong("nightmask_reader@scoreboard.example", "scoreboard.example", "postgresql://USER@"),
                        wrong(
                                "postgresql://nightmask_reader@scoreboard.example",
                                "mysql://nightmask_reader@scoreboard.example",
                                "postgresql://user@host"),
                        wrong("at: \"02:00\"", "at: 2", "\"02:00\""),
                        wrong("task-cpu: 2048", "task-cpu: 3000", "one of [1024, 2048, 4096, 8192, 16384]"),
                        wrong("task-memory-mib: 8192", "task-memory-mib: 30720", "4096 to 16384"),
                        wrong("memory-mib: 3008", "memory-mib: 99999", "1024 to 10240"),
                        wrong("compression: \"zlib:1\"", "compression: zip", "zlib:1 to zlib:9"),
                        wrong("log-days: 90", "log-days: 91", "[1, 7, 14, 30, 60, 90, 180, 365, 731]"),
                        wrong("teams: [T0123ABCD] ", "teams: [] ", "the workspaces that may ask"),
                        wrong("teams: [T0123ABCD] ", "teams: T0123ABCD ", "a list"),
                        wrong("kind: broker ", "kind: raw ", "broker or presigned"),
                        wrong("links-zip: links.zip", "links-zip: nowhere.zip", "mvn package"),
                        wrong("present-endpoints: []", "present-endpoints: [kms]", "must reach the endpoints"),
                        wrong("present-endpoints: []", "present-endpoints: [sts]", "secretsmanager"),
                        wrong("  scoreboard:\n", "  \"score board\":\n", "letters, digits"),
                        wrong("    staging:\n", "    staging: yes\n    stagings:\n", "keys with values"),
                        wrong("staging.example.internal", "scoreboard.example.internal", "another server"),
                        wrong("sg-0123456789abcdef2", "sg-0123456789abcdef0", "another server"),
                        wrong("db-ABCDEFGHIJKLMNOPQRSTUVWXY4", "db-ABCDEFGHIJKLMNOPQRSTUVWXY2", "another server"),
                        wrong("repository: nightmask", "repository: nightmask:0.1.0", "without host"))
                .map(it -> DynamicTest.dynamicTest(it.to(), () -> {
                    NightmaskException wrong = wrong("each", new Change(it.from(), it.to()));
                    assertTrue(said(wrong).contains(it.hint()), said(wrong));
                    assertFalse(said(wrong).contains("hunter2"), "a value was quoted");
                }));
    }

    private record Wrong(String from, String to, String hint) {}

    private static Wrong wrong(String from, String to, String hint) {
        return new Wrong(from, to, hint);
    }

    @Test
    void aWorkspaceIsNamedByItsOwnIdAndNotByThatOfItsEnterprise() {
        String said = said(wrong("enterprise", new Change("teams: [T0123ABCD] ", "teams: [E0123ABCD] ")));
        assertTrue(said.contains("begins with T"), said);
    }

    @Test
    void aKeyThatStandsTwiceIsTold() {
        NightmaskException twice = wrong("twice", new Change("stack: nightmask\n", "stack: nightmask\nstack: other\n"));
        assertEquals(Failure.DEPLOYMENT_SYNTAX, twice.failure());
        assertTrue(said(twice).contains("nightmask.yaml:5:1: stack"), said(twice));
    }

    @Test
    void brokenYamlIsToldWithItsPlace() throws IOException {
        Path file = Files.writeString(directory.resolve("broken.yaml"), "stack: nightmask\nnetwork: [\n");
        NightmaskException broken = assertThrows(NightmaskException.class, () -> ConfigurationReader.read(file));
        assertEquals(Failure.DEPLOYMENT_SYNTAX, broken.failure());
        assertTrue(said(broken).contains("broken.yaml:3:1"), said(broken));
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        NightmaskException missing = assertThrows(
                NightmaskException.class, () -> ConfigurationReader.read(directory.resolve("nightmask.yaml")));
        assertEquals(Failure.DEPLOYMENT_UNREADABLE, missing.failure());
        assertTrue(missing.failure().remedy().contains("nightmask.example.yaml"));
    }

    @Test
    void anEmptyFileIsNoConfiguration() throws IOException {
        Path file = Files.writeString(directory.resolve("empty.yaml"), "\n");
        assertEquals(
                Failure.DEPLOYMENT_SYNTAX,
                assertThrows(NightmaskException.class, () -> ConfigurationReader.read(file))
                        .failure());
    }

    private static String said(NightmaskException e) {
        return Objects.toString(e.getMessage());
    }

    private static Configuration read(String name, Change... changes) {
        return ConfigurationReader.read(Synthesized.configuration(name, List.of(changes)));
    }

    private static NightmaskException wrong(String name, Change... changes) {
        return assertThrows(NightmaskException.class, () -> read(name, changes));
    }
}
