package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Generalize;
import dev.nightmask.rules.Rule.Granularity;
import dev.nightmask.rules.Rule.Json;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.RuleFiles;
import dev.nightmask.rules.RuleSet.ColumnRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds the examples of docs/rules.md to what the techniques make of them. To write the results anew:
/// `mvn -pl anonymizer-rules test -Dtest=ManualTest -Dnightmask.docs=write`
class ManualTest {
    private static final Path MANUAL = Path.of("..", "docs", "rules.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "^\\| `(?<rule>\\{.*?}|suppress)` \\| `(?<before>[^`]+)` \\| (?<after>`[^`]+`|NULL) \\|",
            Pattern.MULTILINE);
    private static final Pattern ROW =
            Pattern.compile("^\\| before \\| (?<before>.*) \\|\n\\| after \\| .* \\|$", Pattern.MULTILINE);
    private static final Pattern FILE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void examplesAreWhatTheTechniquesMakeOfThem() throws IOException {
        String text = Files.readString(MANUAL);
        assertTrue(EXAMPLE.matcher(text).results().count() > 15);
        String examples = EXAMPLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(example(match)));
        String manual = ROW.matcher(examples).replaceFirst(match -> Matcher.quoteReplacement(row(match, text)));
        if (System.getProperty("nightmask.docs", "").equals("write")) {
            Files.writeString(MANUAL, manual);
        }
        assertEquals(manual, Files.readString(MANUAL));
    }

    private String example(MatchResult match) {
        Rule rule = rules("version: 1\ntables: {a.b: {c: " + match.group("rule") + "}}")
                .getFirst();
        return "| `%s` | `%s` | %s |"
                .formatted(match.group("rule"), match.group("before"), mask(rule, match.group("before")));
    }

    /// The row of a table, masked by the first rule file of the manual.
    private String row(MatchResult match, String text) {
        List<Rule> rules =
                rules(FILE.matcher(text).results().findFirst().orElseThrow().group(1));
        List<String> values = List.of(match.group("before").split(" \\| "));
        String masked = IntStream.range(0, values.size())
                .mapToObj(i -> cell(rules.get(i), values.get(i)))
                .collect(Collectors.joining(" | "));
        return "| before | %s |\n| after | %s |".formatted(match.group("before"), masked);
    }

    private static String cell(Rule rule, String value) {
        boolean isCode = value.startsWith("`");
        String masked = mask(rule, isCode ? value.substring(1, value.length() - 1) : value);
        return isCode ? masked : masked.replace("`", "");
    }

    private static String mask(Rule rule, String value) {
        if (rule instanceof Rule.Keep) {
            return "`" + value + "`";
        }
        var maskers = new Maskers(PseudonymizationKey.parse(TechniqueCatalogue.EXAMPLE_KEY));
        String masked = Masking.mask(maskers.create(rule, Masking.type(family(rule)), "example"), value);
        return masked.equals("NULL") ? masked : "`" + masked + "`";
    }

    private static Family family(Rule rule) {
        return switch (rule) {
            case Json ignored -> Family.JSON;
            case Generalize it -> it.granularity() instanceof Granularity.Bucket ? Family.NUMERIC : Family.TIMESTAMP;
            case Pseudonymize it ->
                switch (it.kind()) {
                    case INTEGER -> Family.BIGINT;
                    case UUID -> Family.UUID;
                    case EMAIL, PHONE, FIRST_NAME, LAST_NAME, FULL_NAME, USERNAME, TEXT -> Family.TEXT;
                };
            case Rule.Keep ignored -> Family.TEXT;
            case Rule.Suppress ignored -> Family.TEXT;
            case Rule.Replace ignored -> Family.TEXT;
            case Rule.Synthesize ignored -> Family.TEXT;
        };
    }

    /// The rules of the columns of the first table.
    private List<Rule> rules(String file) {
        try {
            return RuleFiles.read(Files.writeString(directory.resolve("rules.yaml"), file))
                    .tables()
                    .getFirst()
                    .columns()
                    .stream()
                    .map(ColumnRule::rule)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
