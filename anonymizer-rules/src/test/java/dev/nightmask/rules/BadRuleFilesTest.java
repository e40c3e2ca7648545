package dev.nightmask.rules;

import static dev.nightmask.failure.Failure.RULES_DUPLICATE_KEY;
import static dev.nightmask.failure.Failure.RULES_SYNTAX;
import static dev.nightmask.failure.Failure.RULES_UNKNOWN_KEY;
import static dev.nightmask.failure.Failure.RULES_VALUE;
import static dev.nightmask.failure.Failure.UNKNOWN_TECHNIQUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadRuleFilesTest {
    private static final String HEAD = "version: 1\ntables:\n";

    @TempDir
    Path directory;

    /// A rule file with one mistake, and where it must be found.
    record Sabotage(String text, Failure failure, int line, int column) {
        static Sabotage document(String text, Failure failure, int line, int column) {
            return new Sabotage(text, failure, line, column);
        }

        /// The mistake is in one table's part, which begins at line 3 and column 3.
        static Sabotage table(String text, Failure failure, int line, int column) {
            return new Sabotage(HEAD + "  " + text, failure, line, column);
        }

        /// The mistake is in one column's rule, which begins at line 4 and column 8.
        static Sabotage rule(String text, Failure failure, int column) {
            return new Sabotage(HEAD + "  t.x:\n    a: " + text, failure, 4, column);
        }
    }

    static Stream<Sabotage> syntax() {
        return Stream.of(
                Sabotage.document("version: 1\ntables: {", RULES_SYNTAX, 2, 10),
                Sabotage.document("version: 1\n\ttables: {}", RULES_SYNTAX, 2, 1),
                Sabotage.document("version: 1\nunclassified: 'refuse", RULES_SYNTAX, 2, 22),
                Sabotage.document("version: 1\n  tables: {}", RULES_SYNTAX, 2, 9),
                Sabotage.document("version: 1\n---\nversion: 1\n", RULES_SYNTAX, 2, 1),
                Sabotage.document("%YAML 1.1\n---\nversion: 1\n", RULES_SYNTAX, 1, 1),
                Sabotage.document("version: 1\nunclassified: &u refuse", RULES_SYNTAX, 2, 15),
                Sabotage.document("version: 1\nunclassified: !!str refuse", RULES_SYNTAX, 2, 15),
                Sabotage.document("version: 1\nunclassified: re\u0007fuse", RULES_SYNTAX, 2, 17),
                Sabotage.table("t.x: {<<: {a: suppress}, b: suppress}", RULES_SYNTAX, 3, 9),
                Sabotage.table("t.x: {*b : suppress}", RULES_SYNTAX, 3, 9),
                Sabotage.table("? [t, x]\n  : none", RULES_SYNTAX, 3, 5),
                Sabotage.table("t.x: {a: {json: {b: {c: {d: {e: {f: {g: {h: {i: {}}}}}}}}}}}", RULES_SYNTAX, 3, 36));
    }

    static Stream<Sabotage> structure() {
        return Stream.of(
                Sabotage.document("", RULES_VALUE, 1, 1),
                Sabotage.document("# nothing\n", RULES_VALUE, 1, 1),
                Sabotage.document("- version: 1", RULES_VALUE, 1, 1),
                Sabotage.document("unclassified: refuse", RULES_VALUE, 1, 1),
                Sabotage.document("version: 2", RULES_VALUE, 1, 10),
                Sabotage.document("version: '1'", RULES_VALUE, 1, 10),
                Sabotage.document("version: 1\nversion: 1", RULES_DUPLICATE_KEY, 2, 1),
                Sabotage.document("version: 1\nunclassified: keep", RULES_VALUE, 2, 15),
                Sabotage.document("version: 1\ntabels: {}", RULES_UNKNOWN_KEY, 2, 1),
                Sabotage.document("version: 1\ntables:\n", RULES_VALUE, 2, 8),
                Sabotage.document("version: 1\ntables: [public.users]", RULES_VALUE, 2, 9),
                Sabotage.document("version: 1\ntables: {}", RULES_VALUE, 2, 9),
                Sabotage.table("t.x: none\n  t.x: none", RULES_DUPLICATE_KEY, 4, 3),
                Sabotage.table("\"t.x\": none\n  t.x: none", RULES_DUPLICATE_KEY, 4, 3),
                Sabotage.table("t.x:", RULES_VALUE, 3, 7),
                Sabotage.table("t.x: {}", RULES_VALUE, 3, 8),
                Sabotage.table("t.x: suppress", RULES_VALUE, 3, 8),
                Sabotage.table("$defaults: none", RULES_UNKNOWN_KEY, 3, 3),
                Sabotage.table("t.x: {$rows: 10}", RULES_UNKNOWN_KEY, 3, 9),
                Sabotage.table("t.x: {$references: t.y.id}", RULES_VALUE, 3, 22),
                Sabotage.table("t.x: {$references: {}}", RULES_VALUE, 3, 22),
                Sabotage.table("t.x: {$references: {a: y.id}}", RULES_VALUE, 3, 26),
                Sabotage.table("t.x: {$references: {a: [t.y.id]}}", RULES_VALUE, 3, 26),
                Sabotage.table("t.x: {$references: {\"a*\": t.y.id}}", RULES_VALUE, 3, 23),
                Sabotage.table("t.x: {a: suppress, a: suppress}", RULES_DUPLICATE_KEY, 3, 22),
                Sabotage.table("t.x:\n    a: suppress\n  b: suppress", RULES_VALUE, 5, 6));
    }

    static Stream<Sabotage> techniques() {
        return Stream.of(
                Sabotage.rule("hash", UNKNOWN_TECHNIQUE, 8),
                Sabotage.rule("supress", UNKNOWN_TECHNIQUE, 8),
                Sabotage.rule("{hash: md5}", UNKNOWN_TECHNIQUE, 9),
                Sabotage.rule("{Keep: it}", UNKNOWN_TECHNIQUE, 9),
                Sabotage.rule("keep", RULES_VALUE, 8),
                Sabotage.rule("", RULES_VALUE, 7),
                Sabotage.rule("null", RULES_VALUE, 8),
                Sabotage.rule("[suppress]", RULES_VALUE, 8),
                Sabotage.rule("{}", RULES_VALUE, 8),
                Sabotage.rule("{domain: email}", RULES_VALUE, 8),
                Sabotage.rule("{keep: }", RULES_VALUE, 14),
                Sabotage.rule("{keep: '  '}", RULES_VALUE, 15),
                Sabotage.rule("{keep: true}", RULES_VALUE, 15),
                Sabotage.rule("{keep: {why: not}}", RULES_VALUE, 15),
                Sabotage.rule("{keep: it, suppress: }", RULES_VALUE, 19),
                Sabotage.rule("{keep: it, domain: email}", RULES_UNKNOWN_KEY, 19),
                Sabotage.rule("{suppress: always}", RULES_VALUE, 19),
                Sabotage.rule("{replace: null}", RULES_VALUE, 18),
                Sabotage.rule("{replace: [a]}", RULES_VALUE, 18),
                Sabotage.rule("{pseudonymize: emial}", RULES_VALUE, 23),
                Sabotage.rule("{pseudonymize: EMAIL}", RULES_VALUE, 23),
                Sabotage.rule("{pseudonymize: email, domian: email}", RULES_UNKNOWN_KEY, 30),
                Sabotage.rule("{pseudonymize: email, domain: ''}", RULES_VALUE, 38),
                Sabotage.rule("{synthesize: ''}", RULES_VALUE, 21),
                Sabotage.rule("{synthesize: name.fullName, locale: e_n}", RULES_VALUE, 44),
                Sabotage.rule("{generalize: day}", RULES_VALUE, 21),
                Sabotage.rule("{generalize: bucket}", RULES_VALUE, 9),
                Sabotage.rule("{generalize: year, size: 10}", RULES_VALUE, 9),
                Sabotage.rule("{generalize: bucket, size: 0}", RULES_VALUE, 35),
                Sabotage.rule("{generalize: bucket, size: -5}", RULES_VALUE, 35),
                Sabotage.rule("{generalize: bucket, size: '5'}", RULES_VALUE, 35),
                Sabotage.rule("{generalize: bucket, size: 1.5}", RULES_VALUE, 35),
                Sabotage.rule("{generalize: bucket, size: 99999999999999999999}", RULES_VALUE, 35));
    }

    static Stream<Sabotage> json() {
        return Stream.of(
                Sabotage.rule("{json: suppress}", RULES_VALUE, 15),
                Sabotage.rule("{json: {$: suppress}, otherwise: keep}", RULES_VALUE, 41),
                Sabotage.rule("{json: {$.a: hash}}", UNKNOWN_TECHNIQUE, 21),
                Sabotage.rule("{json: {$.a: {json: {$.b: suppress}}}}", RULES_VALUE, 22),
                Sabotage.rule("{json: {$a: suppress}}", RULES_VALUE, 16),
                Sabotage.rule("{json: {$...a: suppress}}", RULES_VALUE, 16),
                Sabotage.rule("{json: {name: suppress}}", RULES_VALUE, 16),
                Sabotage.rule("{json: {}}", RULES_VALUE, 15),
                Sabotage.rule("{json: {$.: suppress}}", RULES_VALUE, 16),
                Sabotage.rule("{json: {$.a b: suppress}}", RULES_VALUE, 16),
                Sabotage.rule("{json: {\"$.a[0]\": suppress}}", RULES_VALUE, 16),
                Sabotage.rule("{json: {\"$['a\": suppress}}", RULES_VALUE, 16),
                Sabotage.rule("{json: {$.a: suppress, \"$['a']\": suppress}}", RULES_DUPLICATE_KEY, 31));
    }

    @ParameterizedTest
    @MethodSource({"syntax", "structure", "techniques", "json"})
    void everyMistakeIsFoundWhereItStands(Sabotage sabotage) throws IOException {
        Path file = write("rules.yaml", sabotage.text);

        NightmaskException stopped = assertThrows(NightmaskException.class, () -> RuleFiles.read(file));

        String place = file + ":" + sabotage.line + ":" + sabotage.column;
        String told = stopped.problems().getFirst().place().describe();
        assertEquals(sabotage.failure, stopped.failure(), stopped::getMessage);
        assertEquals(place, told.replaceFirst("(:\\d+:\\d+).*", "$1"), told);
        assertEquals(1, stopped.problems().size(), stopped::getMessage);
    }

    @Test
    void misindentedRulesStopTheRun() throws IOException {
        Path file = write("rules.yaml", "version: 1\ntables:\npublic.users:\n  email: {pseudonymize: email}\n");

        List<Problem> problems = problems(file);

        assertEquals(List.of(RULES_VALUE, RULES_UNKNOWN_KEY), failures(problems));
        assertTrue(problems.getLast().sentence().contains(file + ":3:1: public.users"));
    }

    @Test
    void everythingWrongInAllFilesIsToldAtOnceInTheOrderOfItsPlaces() throws IOException {
        write("a.yaml", HEAD + "  t.x:\n    a: {keep: ''}\n    b: hash\n  $x: none\nunclassified: maybe\n");
        write("b.yaml", "version: 1\ntables: {t.y: [}\n");
        write("c.yaml", "version: 7\n");

        List<Problem> problems = problems(directory);

        assertEquals(
                List.of(RULES_VALUE, UNKNOWN_TECHNIQUE, RULES_UNKNOWN_KEY, RULES_VALUE, RULES_SYNTAX, RULES_VALUE),
                failures(problems));
    }

    @Test
    void tableKeyOfTwoFilesIsToldWithBothPlaces() throws IOException {
        Path first = write("a.yaml", HEAD + "  t.x: none\n");
        Path second = write("b.yaml", HEAD + "  t.x: {a: suppress}\n");

        Problem problem = problems(directory).getFirst();

        assertEquals(RULES_DUPLICATE_KEY, problem.failure());
        assertEquals(
                second + ":3:3: t.x (first in " + first + ":3:3)",
                problem.place().describe());
    }

    @Test
    void filesMustAgreeOnUnclassifiedColumns() throws IOException {
        Path first = write("a.yaml", "version: 1\nunclassified: refuse\n");
        Path second = write("b.yaml", "version: 1\nunclassified: suppress\n");

        Problem problem = problems(directory).getFirst();

        assertEquals(
                second + ":2:15: unclassified (otherwise in " + first + ":2:15)",
                problem.place().describe());
    }

    @Test
    void nearWordIsSuggested() throws IOException {
        Path file =
                write("rules.yaml", HEAD + "  t.x: {a: {psuedonymize: email}, b: {pseudonymize: emial}}\ntabels: 1\n");

        List<String> places = problems(file).stream()
                .map(problem -> problem.place().describe())
                .toList();

        assertTrue(places.get(0).endsWith(":3:13: psuedonymize (perhaps pseudonymize)"), places::toString);
        assertTrue(places.get(1).endsWith(": pseudonymize (perhaps email)"), places::toString);
        assertTrue(places.get(2).endsWith(":4:1: tabels (perhaps tables)"), places::toString);
    }

    @Test
    void aliasesAreRefusedUnresolved() throws IOException {
        StringBuilder bomb = new StringBuilder("version: 1\nl0: &l0 [a, a]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("l%d: &l%d [*l%d, *l%d]\n".formatted(i, i, i - 1, i - 1));
        }

        List<Problem> problems = problems(write("rules.yaml", bomb.toString()));

        assertTrue(failures(problems).contains(RULES_SYNTAX));
    }

    @Test
    void hugeNestingIsRefused() throws IOException {
        for (String open : List.of("[", "{a: ", "- ", "? ")) {
            Path file = write("rules.yaml", open.repeat(50_000));
            assertEquals(RULES_SYNTAX, problems(file).getFirst().failure(), open);
        }
    }

    @Test
    void hugeFileIsRefusedAndEndlessMistakesAreCounted() throws IOException {
        Path large = write("rules.yaml", "version: 1\n#" + "x".repeat(4 << 20));
        assertEquals(List.of(RULES_SYNTAX), failures(problems(large)));

        Path wrong = write("rules.yaml", "version: 1\n" + numbered(50_000));
        assertEquals(1000, problems(wrong).size());
    }

    @Test
    void bytesThatAreNotUtf8AreFound() throws IOException {
        Path file = directory.resolve("rules.yaml");
        Files.write(file, "version: 1\n# Köln\n".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(
                file + ":2:4 (not UTF-8)", problems(file).getFirst().place().describe());
    }

    @Test
    void namesFromTheFileCannotSteerTheTerminal() throws IOException {
        Path file = write("rules.yaml", "version: 1\n\"\\e[2J\\nversion\": 1\n");

        String sentence = problems(file).getFirst().sentence();

        assertFalse(sentence.chars().anyMatch(Character::isISOControl), sentence);
        assertTrue(sentence.contains("?[2J?version"), sentence);
    }

    private static String numbered(int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append('k').append(i).append(": 1\n");
        }
        return text.toString();
    }

    private static List<Failure> failures(List<Problem> problems) {
        return problems.stream().map(Problem::failure).toList();
    }

    private static List<Problem> problems(Path path) {
        return assertThrows(NightmaskException.class, () -> RuleFiles.read(path))
                .problems();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
