package dev.nightmask.snapshot.plan;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Problem;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.RuleFiles;
import dev.nightmask.rules.RuleSet;
import dev.nightmask.snapshot.catalog.Catalog;
import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A catalog and the rules for it, ready to be planned.
record PlanCase(Catalog catalog, RuleSet rules) {

    /// @param tables what stands under `tables:` of a rule file
    static PlanCase of(Catalog catalog, String tables) {
        return withRules(catalog, "version: 1\ntables:\n" + tables.indent(2));
    }

    static PlanCase withRules(Catalog catalog, String text) {
        try {
            Path file = Files.createTempFile("rules", ".yaml");
            try {
                return new PlanCase(catalog, RuleFiles.read(Files.writeString(file, text)));
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The plan, whatever it masks.
    MaskPlan plan() {
        return Planner.plan(catalog, rules, new Planner.Consent(true));
    }

    Decision decision(String table, String column) {
        return plan().tables().stream()
                .filter(it -> it.table().qualifiedName().equals(table))
                .map(TablePlan::decisions)
                .flatMap(List::stream)
                .filter(it -> it.column().name().equals(column))
                .findFirst()
                .orElseThrow();
    }

    Rule rule(String table, String column) {
        return decision(table, column).rule();
    }

    List<Problem> problems() {
        return assertThrows(NightmaskException.class, this::plan).problems();
    }

    /// Each problem as its failure and its place, the file left out.
    List<String> told() {
        return problems().stream()
                .map(problem -> told(problem.failure(), problem.place().describe()))
                .toList();
    }

    private static String told(Failure failure, String place) {
        return failure + " " + place.replaceAll("\\S*\\.yaml:", "");
    }
}
