package dev.nightmask.snapshot.plan;

import static dev.nightmask.snapshot.plan.FixedTable.table;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.snapshot.catalog.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingRulesTest {
    @Test
    void linesAreGroupedByTableAndNameTheType() {
        Catalog catalog = FixedCatalog.of(
                table("public.users")
                        .required("id", "bigint")
                        .column("email", "character varying(255)")
                        .required("name", "text")
                        .required("active", "boolean"),
                table("audit.log").column("made_at", "date"));

        assertEquals(
                """
                  public.users:
                    id: {pseudonymize: integer}   # bigint NOT NULL
                    email: suppress   # character varying(255)
                    name: {pseudonymize: text}   # text NOT NULL
                    active: {keep: }   # boolean NOT NULL
                  audit.log:
                    made_at: suppress   # date
                """,
                MissingRules.linesToPaste(
                        PlanCase.withRules(catalog, "version: 1").problems()));
    }

    @Test
    void pastedLinesDecideEveryColumnWhateverItsName() {
        Catalog catalog = FixedCatalog.of(
                table("public.Odd: \"names\"")
                        .column("a b", "text")
                        .column("tab\tnew\nline", "text")
                        .column("it's \"quoted\" \\ #", "text")
                        .column("null", "text")
                        .column("*", "text")
                        .column("&anchor", "text")
                        .column("$reserved", "text")
                        .column("\u202egnol", "text")
                        .column("größe 😀", "text")
                        .column("no", "mood\n: {x}"),
                table("2nd.3rd").column("1", "text").column("", "text"));
        String lines = MissingRules.linesToPaste(
                PlanCase.withRules(catalog, "version: 1").problems());

        MaskPlan plan = PlanCase.withRules(catalog, "version: 1\ntables:\n" + lines.replace("\"\": ", "\"*\": "))
                .plan();

        plan.tables().stream()
                .flatMap(table -> table.decisions().stream())
                .forEach(decision -> assertEquals(new Suppress(), decision.rule()));
    }

    @Test
    void otherProblemsNeedNoLines() {
        Place place = new Place.ColumnAgainst(new Place.Column("a", "b", "c"), "suppress");

        assertEquals("", MissingRules.linesToPaste(List.of(new Problem(Failure.RULE_NOT_NULL, place))));
    }
}
