package dev.nightmask.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.rules.Rule.Generalize;
import dev.nightmask.rules.Rule.Granularity;
import dev.nightmask.rules.Rule.Json;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.Rule.Replace;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.rules.Rule.Synthesize;
import dev.nightmask.rules.RuleSet.TableRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {
    @TempDir
    Path directory;

    private static final String DESIGN_EXAMPLE = """
            version: 1
            unclassified: refuse          # the default; the only other value is suppress
            tables:
              public.users:
                id:            {keep: surrogate key}
                email:         {pseudonymize: email, domain: email}
                full_name:     {synthesize: name.fullName}
                date_of_birth: {generalize: year}
                phone:         {pseudonymize: phone}
                bio:           suppress
                prefs:         {json: {"$.theme": {keep: no person in it}, "$..email": {pseudonymize: email, domain: email}}, otherwise: suppress}
              "audit.*":
                "*_at":        {keep: timestamps}
                "*":           suppress
              "public.schema_migrations": {"*": {keep: version numbers}}
              public.sessions: none       # structure, no rows
            """;

    @Test
    void theExampleOfTheDesignIsRead() throws IOException {
        RuleSet rules = read(DESIGN_EXAMPLE);

        assertEquals(RuleSet.Unclassified.REFUSE, rules.unclassified());
        assertEquals(
                List.of("public.users", "audit.*", "public.schema_migrations", "public.sessions"),
                rules.tables().stream().map(table -> table.key().text()).toList());
        assertEquals(
                List.of(
                        new Keep("surrogate key"),
                        new Pseudonymize(Pseudonymize.Kind.EMAIL, Optional.of("email")),
                        new Synthesize("name.fullName", "en"),
                        new Generalize(new Granularity.Year()),
                        new Pseudonymize(Pseudonymize.Kind.PHONE, Optional.empty()),
                        new Suppress(),
                        new Json(
                                List.of(
                                        at("$.theme", new Keep("no person in it")),
                                        at(
                                                "$..email",
                                                new Pseudonymize(Pseudonymize.Kind.EMAIL, Optional.of("email")))),
                                Json.Otherwise.SUPPRESS)),
                rules.tables().getFirst().columns().stream()
                        .map(RuleSet.ColumnRule::rule)
                        .toList());
        assertFalse(rules.tables().getLast().rows());
        assertTrue(rules.tables().getLast().columns().isEmpty());
    }

    @Test
    void everyTechniqueIsReadWithItsOptions() throws IOException {
        assertEquals(new Replace("none given"), rule("{replace: none given}"));
        assertEquals(new Replace(""), rule("{replace: ''}"));
        assertEquals(new Suppress(), rule("{suppress}"));
        assertEquals(new Synthesize("name.fullName", "de-AT"), rule("{synthesize: name.fullName, locale: de-AT}"));
        assertEquals(new Generalize(new Granularity.Month()), rule("{generalize: month}"));
        assertEquals(new Generalize(new Granularity.Bucket(500)), rule("{generalize: bucket, size: 500}"));
        assertEquals(new Json(List.of(at("$", new Suppress())), Json.Otherwise.REFUSE), rule("{json: {$: suppress}}"));
        for (Pseudonymize.Kind kind : Pseudonymize.Kind.values()) {
            String word = kind.name().toLowerCase(java.util.Locale.ROOT);
            assertEquals(new Pseudonymize(kind, Optional.empty()), rule("{pseudonymize: " + word + "}"));
        }
    }

    @Test
    void wordsThatOldYamlTakesForBooleansAreText() throws IOException {
        assertEquals(new Replace("no"), rule("{replace: no}"));
        assertEquals(new Keep("on"), rule("{keep: on}"));
        assertEquals(
                "off",
                read("version: 1\ntables: {t.x: {off: suppress}}")
                        .tables()
                        .getFirst()
                        .columns()
                        .getFirst()
                        .key()
                        .text());
    }

    @Test
    void leadingZeroIsDecimalAndConstantsStayAsWritten() throws IOException {
        assertEquals(new Generalize(new Granularity.Bucket(12)), rule("{generalize: bucket, size: 012}"));
        assertEquals(new Replace("012"), rule("{replace: 012}"));
        assertEquals(new Replace("12.50"), rule("{replace: 12.50}"));
        assertEquals(new Replace("true"), rule("{replace: true}"));
    }

    @Test
    void tableDeclaresReferencesBesideItsRules() throws IOException {
        RuleSet.TableRules orders =
                read("version: 1\ntables: {t.orders: {$references: {buyer: t.users.id}, n: suppress}}")
                        .tables()
                        .getFirst();
        assertEquals(1, orders.columns().size());
        RuleSet.ReferenceRule buyer = orders.references().getFirst();
        assertEquals("buyer", buyer.column());
        assertEquals("t.users.id", buyer.target());
        assertEquals(35, buyer.position().column());
        assertEquals(42, buyer.targetPosition().column());
    }

    @Test
    void filesOfOneDirectoryAreOneRuleSet() throws IOException {
        write("b.yml", "version: 1\nunclassified: suppress\ntables: {public.b: none}");
        write("a.yaml", "version: 1\ntables: {public.a: none}");
        write("notes.txt", "not: [yaml");
        Files.createDirectory(directory.resolve("old.yaml"));

        RuleSet rules = RuleFiles.read(directory);

        assertEquals(RuleSet.Unclassified.SUPPRESS, rules.unclassified());
        assertEquals(
                List.of("public.a", "public.b"),
                rules.tables().stream().map(table -> table.key().text()).toList());
        assertEquals(
                new Place.FilePosition(directory.resolve("b.yml").toString(), 3, 10),
                rules.tables().getLast().position());
    }

    @Test
    void digestFollowsNamesAndBytes() throws IOException {
        String first = read("version: 1\n").digest();
        assertEquals(64, first.length());
        assertEquals(first, read("version: 1\n").digest());
        assertNotEquals(first, read("version: 1 \n").digest());
        Path renamed = Files.move(directory.resolve("rules.yaml"), directory.resolve("other.yaml"));
        Files.writeString(renamed, "version: 1\n");
        assertNotEquals(first, RuleFiles.read(renamed).digest());
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsDoNoHarm() throws IOException {
        TableRules table = read("\uFEFFversion: 1\r\ntables:\r\n  t.x:\r\n    a: suppress\r\n")
                .tables()
                .getFirst();
        assertEquals(4, table.columns().getFirst().position().line());
        assertEquals(5, table.columns().getFirst().position().column());
    }

    @Test
    void missingFileAndEmptyDirectoryAreUnreadable() {
        for (Path path : List.of(directory, directory.resolve("none.yaml"))) {
            NightmaskException stopped = assertThrows(NightmaskException.class, () -> RuleFiles.read(path));
            assertEquals(Failure.RULES_UNREADABLE, stopped.failure());
            assertTrue(stopped.problems().getFirst().sentence().contains(path.toString()));
        }
    }

    private Rule rule(String value) throws IOException {
        return read("version: 1\ntables:\n  t.x:\n    a: " + value)
                .tables()
                .getFirst()
                .columns()
                .getFirst()
                .rule();
    }

    private RuleSet read(String text) throws IOException {
        return RuleFiles.read(write("rules.yaml", text));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static Json.At at(String path, Rule rule) {
        return new Json.At(JsonPath.parse(path).orElseThrow(), rule);
    }
}
