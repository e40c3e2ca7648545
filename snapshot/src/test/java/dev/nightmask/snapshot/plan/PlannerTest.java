package dev.nightmask.snapshot.plan;

import static dev.nightmask.snapshot.plan.FixedTable.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.Rule.Replace;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.rules.RuleSet;
import dev.nightmask.snapshot.catalog.Catalog;
import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Catalog USERS = FixedCatalog.of(table("public.users")
            .required("id", "bigint")
            .column("email", "character varying(255)")
            .column("phone", "text")
            .generated("domain", "text")
            .unique("id"));

    @Test
    void everyColumnIsDecidedInTheOrderOfItsTable() {
        MaskPlan plan = PlanCase.of(USERS, """
                public.users:
                  phone: suppress
                  email: {pseudonymize: email, domain: mail}
                  id: {keep: surrogate key}
                """).plan();

        List<Decision> decisions = plan.tables().getFirst().decisions();
        assertEquals(
                List.of("id", "email", "phone"),
                decisions.stream().map(decision -> decision.column().name()).toList());
        assertEquals(
                List.of("public.users.id", "mail", "public.users.phone"),
                decisions.stream().map(Decision::domain).toList());
        assertEquals(new Keep("surrogate key"), decisions.get(0).rule());
        assertEquals(
                new Pseudonymize(Pseudonymize.Kind.EMAIL, Optional.of("mail")),
                decisions.get(1).rule());
        assertEquals(new Suppress(), decisions.get(2).rule());
    }

    @Test
    void unclassifiedColumnsStopTheRunAllAtOnce() {
        Catalog catalog = FixedCatalog.of(
                table("public.users")
                        .required("id", "bigint")
                        .column("email", "text")
                        .column("iban", "text"),
                table("public.notes").column("text", "text"));

        PlanCase planCase = PlanCase.of(catalog, "public.users: {email: suppress}");

        assertEquals(
                List.of(
                        "UNCLASSIFIED_COLUMN public.users.id (bigint NOT NULL)",
                        "UNCLASSIFIED_COLUMN public.users.iban (text)",
                        "UNCLASSIFIED_COLUMN public.notes.text (text)"),
                planCase.told());
    }

    @Test
    void unclassifiedColumnsAreSuppressedWhenTheRulesSaySo() {
        Catalog catalog = FixedCatalog.of(
                table("public.users").column("email", "text").required("name", "text"), table("public.empty"));
        String rules = "version: 1\nunclassified: suppress\n";

        assertEquals(
                List.of("RULE_NOT_NULL public.users.name (suppress)"),
                PlanCase.withRules(catalog, rules).told());
        PlanCase named = PlanCase.withRules(catalog, rules + "tables: {public.users: {name: {replace: x}}}");
        assertEquals(new Suppress(), named.rule("public.users", "email"));
        assertEquals(new Replace("x"), named.rule("public.users", "name"));
    }

    @Test
    void generatedColumnsNeedNoRuleAndTakeNone() {
        String complete = "public.users: {id: {keep: key}, email: suppress, phone: suppress";

        assertEquals(
                3,
                PlanCase.of(USERS, complete + "}")
                        .plan()
                        .tables()
                        .getFirst()
                        .decisions()
                        .size());
        assertEquals(
                List.of("RULE_MATCHES_NOTHING 3:69: domain (generated: made from other columns)"),
                PlanCase.of(USERS, complete + ", domain: suppress}").told());
    }

    @Test
    void rulesThatMatchNothingStopTheRun() {
        PlanCase planCase = PlanCase.of(USERS, """
                public.users: {id: {keep: key}, "*": suppress, fax: suppress, "*_at": suppress}
                public.user: none
                "publik.*": {"*": suppress}
                users: none
                """);

        assertEquals(
                List.of(
                        "RULE_MATCHES_NOTHING 3:50: fax",
                        "RULE_MATCHES_NOTHING 3:65: *_at",
                        "RULE_MATCHES_NOTHING 4:3: public.user",
                        "RULE_MATCHES_NOTHING 5:3: publik.*",
                        "RULE_MATCHES_NOTHING 6:3: users"),
                planCase.told());
    }

    @Test
    void columnGlobUnderTableGlobNeedsOneColumnInOneTable() {
        Catalog catalog = FixedCatalog.of(
                table("audit.log").column("made_at", "date"),
                table("audit.trail").column("text", "text"));
        String rules = "\"audit.*\": {\"*_at\": {keep: time}, \"*\": suppress";

        assertEquals(new Keep("time"), PlanCase.of(catalog, rules + "}").rule("audit.log", "made_at"));
        assertEquals(
                List.of("RULE_MATCHES_NOTHING 3:52: *_by"),
                PlanCase.of(catalog, rules + ", \"*_by\": suppress}").told());
    }

    @Test
    void moreSpecificTableKeyWinsBeforeMoreSpecificColumnKey() {
        Catalog catalog =
                FixedCatalog.of(table("public.users").column("email", "text").column("phone", "text"));

        PlanCase planCase = PlanCase.of(catalog, """
                "public.*": {email: {replace: loose table}, "*": suppress}
                "public.us*": {"*": {replace: glob}, "*e": {replace: longer glob}}
                public.users: {"em*": {replace: exact table}}
                """);

        assertEquals(new Replace("exact table"), planCase.rule("public.users", "email"));
        assertEquals(new Replace("longer glob"), planCase.rule("public.users", "phone"));
    }

    @Test
    void equallySpecificRulesAreATieToldOnce() {
        Catalog catalog = FixedCatalog.of(
                table("public.a").column("xy", "text").column("xzy", "text"),
                table("public.b").column("xy", "text"));

        PlanCase planCase = PlanCase.of(catalog, """
                "*":
                  "x*": suppress
                  "*y": {keep: it}
                """);

        assertEquals(
                List.of("RULE_TIE 5:5: *y (no more specific for public.a.xy than the one at 4:5)"), planCase.told());
    }

    @Test
    void tableWithoutRowsKeepsItsStructureOnly() {
        Catalog catalog = FixedCatalog.of(
                table("public.sessions").required("token", "text"),
                table("public.a").column("b", "text"));

        PlanCase planCase = PlanCase.of(catalog, "{public.sessions: none, \"public.*\": {\"*\": suppress}}");

        assertFalse(planCase.plan().tables().getFirst().rows());
        assertTrue(planCase.plan().tables().getFirst().decisions().isEmpty());
        assertTrue(planCase.plan().tables().getLast().rows());
        assertEquals(new Coverage(1, 1, new TreeMap<>(Map.of("suppress", 1))), Coverage.of(planCase.plan()));
    }

    @Test
    void keyOfEqualRankThatSaysNoneIsATie() {
        Catalog catalog = FixedCatalog.of(table("public.xy").column("b", "text"));

        List<String> told = PlanCase.of(catalog, "{\"public.x*\": none, \"public.*y\": {\"*\": suppress}}")
                .told();

        assertEquals(List.of("RULE_TIE 3:23: public.*y (no more specific for public.xy than the one at 3:4)"), told);
    }

    @Test
    void planThatMasksNothingIsRefusedUnlessItIsMeant() {
        Catalog catalog = FixedCatalog.of(table("public.a").column("b", "text"));
        RuleSet rules = PlanCase.of(catalog, "public.a: {b: {keep: public}}").rules();

        NightmaskException stopped = assertThrows(NightmaskException.class, () -> Planner.plan(catalog, rules));

        assertEquals(Failure.RULES_MASK_NOTHING, stopped.failure());
        assertEquals(
                1,
                Planner.plan(catalog, rules, new Planner.Consent(true)).tables().size());
    }

    @Test
    void databaseWithoutTablesHasAnEmptyPlan() {
        RuleSet rules = PlanCase.withRules(FixedCatalog.of(), "version: 1").rules();
        assertEquals(List.of(), Planner.plan(FixedCatalog.of(), rules).tables());
    }
}
