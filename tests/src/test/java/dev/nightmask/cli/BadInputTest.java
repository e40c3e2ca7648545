package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Every way in which a command fails: its own failure, exit status, place and remedy; nothing left behind; and no
/// planted value in anything it says.
class BadInputTest {
    private static Workplace workplace;
    private static BadInput bad;

    @BeforeAll
    static void start(@TempDir Path directory) {
        workplace = new Workplace(directory);
        bad = new BadInput(workplace);
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    @TestFactory
    Stream<DynamicTest> keysAndSettings() {
        return Stream.of(
                test(Failure.KEY_MISSING, "NIGHTMASK_KEY", () -> bad.withKey("")),
                test(Failure.KEY_UNUSABLE, "NIGHTMASK_KEY", () -> bad.withKey("hunter2")),
                test(Failure.KEY_FILE_OPEN, "open.key", () -> bad.withKeyFile("open.key", true)),
                test(Failure.KEY_FILE_UNREADABLE, "absent.key", () -> bad.withKeyFile("absent.key", false)),
                test(
                        Failure.PASSWORD_IN_ARGUMENT,
                        "--source",
                        () -> bad.snapshot("--source", "postgresql://postgres:hunter2@127.0.0.1/shop")),
                test(
                        Failure.PASSWORD_IN_ARGUMENT,
                        "--source",
                        () -> bad.snapshot("--source", "postgresql://127.0.0.1/shop?user=postgres&p%61ssword=hunter2")),
                test(
                        Failure.CONNECTION_SETTING,
                        "sslmood",
                        () -> bad.snapshot("--source", "postgresql://127.0.0.1/shop?sslmood=hunter2")),
                test(Failure.STORE_SETTING, "--store", () -> bad.snapshot("--store", "ftp://hunter2")),
                test(Failure.USAGE, "--rules is missing", () -> bad.run(List.of("snapshot", "--json"))),
                test(
                        Failure.USAGE,
                        "no option --passwd",
                        () -> bad.run(List.of("list", "--json", "--passwd=hunter2", "hunter2"))));
    }

    @TestFactory
    Stream<DynamicTest> rules() {
        return Stream.of(
                test(Failure.RULES_UNREADABLE, "absent.yaml", () -> bad.snapshot("--rules", "absent.yaml")),
                test(Failure.RULES_SYNTAX, "rules.yaml:2:", () -> bad.withRules("version: 1\ntables: {")),
                test(
                        Failure.UNKNOWN_TECHNIQUE,
                        "rules.yaml:4:11: supress",
                        () -> bad.withRules("version: 1\ntables:\n  public.people:\n    note: supress\n")),
                test(
                        Failure.RULE_MATCHES_NOTHING,
                        "public.persons",
                        () -> bad.withRules(Workplace.RULES + "  public.persons: none\n")),
                test(
                        Failure.RULE_MATCHES_NOTHING,
                        "phone",
                        () -> bad.withRules(Workplace.RULES + "    phone: suppress\n")),
                test(
                        Failure.UNCLASSIFIED_COLUMN,
                        "public.people.note",
                        () -> bad.withRules(Workplace.RULES.replace("    note: suppress\n", ""))),
                test(
                        Failure.RULE_NOT_NULL,
                        "public.people.email",
                        () -> bad.withRules(Workplace.RULES.replace("{pseudonymize: email}", "suppress"))),
                test(
                        Failure.RULE_FIELD,
                        "public.people.full_name",
                        () -> bad.withRules(
                                Workplace.RULES.replace("{synthesize: name.fullName}", "{pseudonymize: uuid}"))));
    }

    @TestFactory
    Stream<DynamicTest> source() {
        return Stream.of(
                test(Failure.PG_DUMP_MISSING, "pg_dump", () -> bad.withPgDump(null)),
                test(Failure.PG_DUMP_TOO_OLD, "pg_dump 13.22", () -> bad.withPgDump("13.22")),
                test(Failure.PG_DUMP_TOO_OLD, "pg_dump 15.2", () -> bad.withPgDump("15.2")),
                test(Failure.SOURCE_AUTHENTICATION, "shop on 127.0.0.1", () -> bad.withPassword("hunter2")),
                test(Failure.SOURCE_PERMISSION, "public.people", () -> bad.withoutPermission()),
                test(
                        Failure.SOURCE_MISSING,
                        "absent on 127.0.0.1",
                        () -> bad.snapshot("--source", Workplace.uri(workplace.production(), "absent"))),
                test(
                        Failure.SOURCE_UNREACHABLE,
                        "on 127.0.0.1:1",
                        () -> bad.snapshot("--source", "postgresql://postgres@127.0.0.1:1/shop")),
                test(Failure.SOURCE_LOST, "", () -> bad.withServerGone()));
    }

    @TestFactory
    Stream<DynamicTest> storeAndLinks() {
        return Stream.of(
                test(Failure.STORE_UNWRITABLE, "file:", () -> bad.withObstructedStore()),
                test(
                        Failure.STORE_MISSING,
                        "s3://no-such-bucket",
                        () -> bad.snapshot("--store", "s3://no-such-bucket/shop")),
                test(
                        Failure.STORE_MISSING,
                        "file:",
                        () -> bad.snapshot("--store", "file:" + workplace.path("no-such-directory"))),
                test(Failure.STORE_DENIED, "s3://", () -> bad.withWrongS3Secret()),
                test(
                        Failure.SNAPSHOT_MISSING,
                        "",
                        () -> bad.run(List.of("verify", "--json", "--store", workplace.freshStore()))),
                test(Failure.LINK_LIFETIME, "", () -> bad.link("4m")),
                test(Failure.LINK_EXPIRED, "", () -> bad.pullExpired()),
                test(Failure.LINK_REFUSED, "", () -> bad.pullForged()),
                test(Failure.OUTPUT_EXISTS, "there.dump", () -> bad.pullOver("there.dump")));
    }

    @TestFactory
    Stream<DynamicTest> archiveAndTarget() {
        return Stream.of(
                test(
                        Failure.ARCHIVE_UNREADABLE,
                        "absent.dump",
                        () -> bad.run(List.of("verify", "--json", "absent.dump"))),
                test(Failure.ARCHIVE_TRUNCATED, "", () -> bad.verifyTruncated()),
                test(Failure.ARCHIVE_DAMAGED, "", () -> bad.verifyFlipped()),
                test(Failure.ARCHIVE_DAMAGED, "", () -> bad.restoreFlipped()),
                test(Failure.TARGET_UNMARKED, "filled on 127.0.0.1", () -> bad.restoreOverRows("filled")),
                test(Failure.TARGET_IS_SOURCE, "fresh on 127.0.0.1", () -> bad.restoreIntoSource("fresh")),
                test(Failure.TARGET_AUTHENTICATION, "on 127.0.0.1", () -> bad.restoreWithPassword("hunter2")),
                test(
                        Failure.PASSWORD_IN_ARGUMENT,
                        "--target",
                        () -> bad.restoreTo("postgresql://postgres:hunter2@127.0.0.1/dev")),
                test(Failure.RESTORE_FAILED, "TABLE DATA public.people", () -> bad.restoreWhatViolatesACheck()));
    }

    @Test
    void unclassifiedColumnComesWithTheLineToPaste() {
        Ran ran = bad.withRules(Workplace.RULES.replace("    note: suppress\n", ""));
        assertTrue(ran.err().contains("  public.people:\n    note: suppress"), ran.err());
    }

    @Test
    void plantedValuesWouldBeFound() {
        String row = Workplace.query(workplace.production(), "shop", "SELECT people::text FROM people WHERE id = 7");
        assertEquals(3, workplace.secrets().stream().filter(row::contains).count(), row);
    }

    private static DynamicTest test(Failure failure, String place, BadInput.Attempt attempt) {
        return DynamicTest.dynamicTest(failure + (place.isEmpty() ? "" : " at " + place), () -> {
            List<String> bucket = workplace.inBucket();
            Set<String> files = temporaryFiles();
            Ran ran = attempt.run();
            assertFails(failure, place, ran);
            assertEquals(List.of(), bad.publishedBeside(bucket), "left in the bucket");
            assertSoon(() -> !isLeftBehind(files), "a temporary file is left");
            assertSoon(() -> backends() == 0, "a backend is left");
        });
    }

    private static void assertFails(Failure failure, String place, Ran ran) {
        assertEquals(failure.exitStatus(), ran.status(), ran.everything());
        JsonNode report = ran.json();
        assertEquals(failure.name(), report.get("failure").stringValue());
        assertEquals(failure.remedy(), report.get("remedy").stringValue());
        String shown = report.get("problems").get(0).get("place").stringValue();
        assertTrue(shown.contains(place), shown);
        assertTrue(ran.err().contains("nightmask: " + failure.problem()), ran.err());
        assertTrue(ran.err().contains("\n  " + failure.remedy()), ran.err());
        for (String secret : workplace.secrets()) {
            assertFalse(ran.everything().contains(secret), () -> secret + " in " + ran.everything());
        }
    }

    /// Other tests of this machine may have servers and files of their own there.
    private static Set<String> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("nightmask"))
                    .filter(name -> !name.matches("nightmask-(pg|demo|genuine).*"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean isLeftBehind(Set<String> before) {
        try {
            return !before.containsAll(temporaryFiles());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A backend notices within two seconds that its client is gone.
    private static void assertSoon(BooleanSupplier condition, String otherwise) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertTrue(condition, otherwise);
    }

    private static int backends() {
        return Stream.of(workplace.production(), workplace.laptop())
                .mapToInt(server -> Integer.parseInt(Workplace.query(server, "postgres", """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE backend_type = 'client backend' AND application_name <> 'test'""")))
                .sum();
    }
}
