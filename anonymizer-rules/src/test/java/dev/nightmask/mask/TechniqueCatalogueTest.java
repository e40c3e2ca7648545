package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.mask.TechniqueCatalogue.Technique;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TechniqueCatalogueTest {

    @Test
    void everyTechniqueOfTheRuleLanguageIsListed() {
        String names = TechniqueCatalogue.all().stream().map(Technique::name).collect(Collectors.joining("\n"));
        for (Pseudonymize.Kind kind : Pseudonymize.Kind.values()) {
            assertTrue(names.contains("pseudonymize: " + kind.name().toLowerCase(Locale.ROOT)), kind.name());
        }
        Stream.of(
                        "keep",
                        "suppress",
                        "replace",
                        "synthesize",
                        "generalize: year",
                        "generalize: month",
                        "generalize: bucket",
                        "json")
                .forEach(name -> assertTrue(names.contains(name), name));
    }

    @Test
    void everyExampleLineIsOneThatTheRuleReaderTakes(@TempDir Path directory) throws IOException {
        StringBuilder file = new StringBuilder("version: 1\ntables:\n  public.examples:\n");
        int column = 0;
        for (Technique technique : TechniqueCatalogue.all()) {
            file.append("    c")
                    .append(column++)
                    .append(": ")
                    .append(technique.rule())
                    .append("\n");
        }
        Path rules = Files.writeString(directory.resolve("rules.yaml"), file);
        assertEquals(column, RuleFiles.read(rules).tables().getFirst().columns().size());
    }

    @Test
    void everyExampleButKeepShowsAMaskedValue() {
        for (Technique technique : TechniqueCatalogue.all()) {
            assertFalse(technique.sentence().isBlank());
            assertTrue(
                    technique.name().equals("keep") == technique.before().equals(technique.after()), technique.name());
        }
    }

    @Test
    void examplesAreTheSameEachTime() {
        assertEquals(TechniqueCatalogue.all(), TechniqueCatalogue.all());
    }

    @Test
    void jsonExampleLosesWhatNoPathDecides() {
        Technique json = TechniqueCatalogue.all().getLast();
        assertTrue(json.after().startsWith("{\"theme\": \"dark\", \"owner\": {\"email\": \""), json.after());
        assertFalse(json.after().contains("anna") || json.after().contains("note"));
        assertNotEquals(json.before(), json.after());
    }
}
