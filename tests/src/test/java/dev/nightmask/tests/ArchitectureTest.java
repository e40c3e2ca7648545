package dev.nightmask.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the arrows of docs/architecture.md, and which package may see which library.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.nightmask");

    private static final String SNAPSHOT = "dev.nightmask.snapshot.";

    @Test
    void everyPackageIsSeen() {
        assertTrue(CLASSES.containPackage("dev.nightmask.failure"));
        assertTrue(CLASSES.containPackage("dev.nightmask.mask"));
        for (String stage : new String[] {
            "aws",
            "catalog",
            "plan",
            "copy",
            "compress",
            "archive",
            "publish",
            "link",
            "guard",
            "journal",
            "check",
            "restore"
        }) {
            assertTrue(CLASSES.containPackage(SNAPSHOT + stage), stage);
        }
        assertTrue(CLASSES.containPackage("dev.nightmask.lambda"));
        assertTrue(CLASSES.containPackage("dev.nightmask.infra"));
        assertTrue(CLASSES.containPackage("dev.nightmask.cli"));
        assertTrue(CLASSES.containPackage("dev.nightmask.demo"));
        assertTrue(CLASSES.containPackage("dev.nightmask.benchmarks"));
    }

    /// Each layer with what it may see; the outermost are seen by nobody.
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("dev.nightmask.failure", List.of()),
            Map.entry("dev.nightmask.rules", List.of("failure")),
            Map.entry("dev.nightmask.mask", List.of("failure", "rules")),
            Map.entry(SNAPSHOT + "aws", List.of("failure")),
            Map.entry(SNAPSHOT + "compress", List.of("failure")),
            Map.entry(SNAPSHOT + "archive", List.of("failure", "compress")),
            Map.entry(SNAPSHOT + "catalog", List.of("failure", "mask", "archive", "compress")),
            Map.entry(SNAPSHOT + "plan", List.of("failure", "rules", "mask", "archive", "catalog")),
            Map.entry(SNAPSHOT + "copy", List.of("failure", "rules", "mask", "archive", "catalog", "plan", "compress")),
            Map.entry(SNAPSHOT + "publish", List.of("failure", "archive", "plan")),
            Map.entry(SNAPSHOT + "link", List.of("failure", "archive", "publish", "aws", "snapshot")),
            Map.entry(SNAPSHOT + "night", List.of("failure", "publish")),
            Map.entry(SNAPSHOT + "journal", List.of("failure", "publish")),
            Map.entry(SNAPSHOT + "guard", List.of("failure", "archive", "catalog", "publish")),
            Map.entry(SNAPSHOT + "check", List.of("failure", "rules", "archive", "guard")),
            Map.entry(
                    SNAPSHOT + "restore",
                    List.of(
                            "failure",
                            "rules",
                            "archive",
                            "catalog",
                            "publish",
                            "link",
                            "guard",
                            "journal",
                            "check",
                            "snapshot")));

    @Test
    void arrowsPointOneWay() {
        ARROWS.forEach((layer, seen) -> {
            String[] others = Stream.concat(
                            Stream.of(
                                    "dev.nightmask.snapshot",
                                    "dev.nightmask.cli",
                                    "dev.nightmask.lambda..",
                                    "dev.nightmask.demo",
                                    "dev.nightmask.benchmarks"),
                            ARROWS.keySet().stream())
                    .filter(other ->
                            !other.equals(layer) && !seen.contains(other.substring(other.lastIndexOf('.') + 1)))
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(layer)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(CLASSES);
        });
    }

    @Test
    void nothingCallsTheEntryPoints() {
        onlySeenBy("dev.nightmask.cli", "dev.nightmask.demo");
        onlySeenBy("dev.nightmask.demo", "dev.nightmask.cli", "dev.nightmask.benchmarks");
        onlySeenBy("dev.nightmask.benchmarks");
        onlySeenBy("dev.nightmask.lambda..");
        onlySeenBy("dev.nightmask.infra");
    }

    private static void onlySeenBy(String layer, String... callers) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        Stream.concat(Stream.of(layer), Stream.of(callers)).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(layer)
                .check(CLASSES);
    }

    @TestFactory
    Stream<DynamicTest> librariesStayWhereTheyBelong() {
        return Stream.of(
                only("org.postgresql..", SNAPSHOT + "catalog", SNAPSHOT + "copy", SNAPSHOT + "guard"),
                only(
                        "java.sql..",
                        SNAPSHOT + "catalog",
                        SNAPSHOT + "copy",
                        SNAPSHOT + "guard",
                        SNAPSHOT + "check",
                        SNAPSHOT + "restore",
                        "dev.nightmask.benchmarks"),
                only("org.newsclub..", SNAPSHOT + "catalog"),
                only("software.amazon.awssdk..", SNAPSHOT + "aws", SNAPSHOT + "publish", "dev.nightmask.demo"),
                only("com.amazonaws..", "dev.nightmask.lambda.."),
                only("org.crac..", "dev.nightmask.lambda.snapstart"),
                only("com.github.luben..", SNAPSHOT + "compress"),
                only("net.jpountz..", SNAPSHOT + "compress"),
                only("java.lang.foreign..", SNAPSHOT + "compress"),
                only("software.amazon.awscdk..", "dev.nightmask.infra"),
                only("org.snakeyaml..", "dev.nightmask.rules", "dev.nightmask.infra"),
                only("com.github.javafaker..", "dev.nightmask.mask"),
                only(
                        "tools.jackson..",
                        SNAPSHOT + "archive",
                        SNAPSHOT + "publish",
                        SNAPSHOT + "journal",
                        "dev.nightmask.cli",
                        "dev.nightmask.lambda..",
                        "dev.nightmask.benchmarks"),
                only("picocli..", "dev.nightmask.cli", "dev.nightmask.benchmarks"),
                only("org.gaul..", "dev.nightmask.demo"));
    }

    @Test
    void stagesHaveNoCycle() {
        slices().matching("dev.nightmask.snapshot.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(false);
        ArchRule broken = noClasses().should().resideInAPackage("dev.nightmask.failure");
        assertThrows(AssertionError.class, () -> broken.check(CLASSES), "a rule that cannot fail proves nothing");
    }

    private static DynamicTest only(String library, String... packages) {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
        return DynamicTest.dynamicTest(
                library + " is seen by " + String.join(", ", packages) + " only", () -> rule.check(CLASSES));
    }
}
