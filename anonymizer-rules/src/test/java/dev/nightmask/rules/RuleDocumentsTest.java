package dev.nightmask.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.rules.Rule.Pseudonymize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Holds docs/rules.md and docs/rules.schema.json against the reader.
class RuleDocumentsTest {
    private static final Path DOCUMENTS = Path.of("..", "docs");

    @TempDir
    Path directory;

    @Test
    void everyExampleFileOfTheManualIsRead() throws IOException {
        List<String> examples = find("```yaml\n(.*?)```", Pattern.DOTALL);

        assertTrue(examples.size() >= 2);
        for (String example : examples) {
            RuleFiles.read(Files.writeString(directory.resolve("rules.yaml"), example));
        }
    }

    @Test
    void everyRuleOfTheManualsTablesIsReadAndNoTechniqueIsMissing() throws IOException {
        List<String> rules = find("^\\| `(\\{.*?}|suppress)` \\|", Pattern.MULTILINE);

        Set<String> techniques = new HashSet<>();
        for (String rule : rules) {
            Path file =
                    Files.writeString(directory.resolve("rules.yaml"), "version: 1\ntables: {a.b: {c: " + rule + "}}");
            RuleFiles.read(file);
            techniques.add(rule.replaceAll("[{:].*", "").isEmpty() ? rule.replaceAll("\\{(\\w+).*", "$1") : rule);
        }
        assertEquals(Set.copyOf(Technique.names()), techniques);
        for (String kind : kinds()) {
            assertTrue(rules.contains("{pseudonymize: " + kind + "}"), kind);
        }
    }

    @Test
    void schemaKnowsTheTechniquesAndOptionsOfTheReader() throws IOException {
        Map<?, ?> definitions = (Map<?, ?>) at(schema(), "$defs");

        for (Technique technique : Technique.values()) {
            Set<String> keys = new HashSet<>(technique.options());
            keys.add(technique.word());
            assertEquals(keys, ((Map<?, ?>) at(definitions, technique.word(), "properties")).keySet());
        }
        assertEquals(kinds(), at(definitions, "pseudonymize", "properties", "pseudonymize", "enum"));
        assertEquals(
                List.of("year", "month", "bucket"), at(definitions, "generalize", "properties", "generalize", "enum"));
        assertEquals(List.of("suppress", "refuse"), at(definitions, "json", "properties", "otherwise", "enum"));
        assertEquals(List.of("refuse", "suppress"), at(schema(), "properties", "unclassified", "enum"));
        Map<?, ?> table = (Map<?, ?>) ((List<?>) at(definitions, "table", "oneOf")).get(1);
        assertEquals(Set.of(ReferenceReader.KEY), ((Map<?, ?>) at(table, "properties")).keySet());
    }

    private static List<String> kinds() {
        return Arrays.stream(Pseudonymize.Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> find(String pattern, int flags) throws IOException {
        return Pattern.compile(pattern, flags)
                .matcher(Files.readString(DOCUMENTS.resolve("rules.md")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    /// JSON is YAML, so the parser that is here already reads it.
    private static Map<?, ?> schema() throws IOException {
        String text = Files.readString(DOCUMENTS.resolve("rules.schema.json"));
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static Object at(Map<?, ?> map, String... path) {
        Object value = map;
        for (String key : path) {
            value = Objects.requireNonNull(((Map<?, ?>) value).get(key), key);
        }
        return value;
    }
}
