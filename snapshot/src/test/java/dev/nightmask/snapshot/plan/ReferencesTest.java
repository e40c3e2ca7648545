package dev.nightmask.snapshot.plan;

import static dev.nightmask.snapshot.plan.FixedTable.table;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.snapshot.catalog.Catalog;
import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static final FixedTable USERS =
            table("public.users").required("email", "text").unique("email");
    private static final Catalog LOGINS = FixedCatalog.of(
            table("public.logins").column("email", "text").references("email", "public.users", "email"), USERS);
    private static final String MASKED = "public.users: {email: {pseudonymize: email}}\n";

    @Test
    void columnTakesRuleAndDomainOfTheOneItReferences() {
        Decision decision = PlanCase.of(LOGINS, MASKED).decision("public.logins", "email");

        assertEquals(new Pseudonymize(Pseudonymize.Kind.EMAIL, Optional.empty()), decision.rule());
        assertEquals("public.users.email", decision.domain());
    }

    @Test
    void referencesAreFollowedToTheirEnd() {
        Catalog catalog = FixedCatalog.of(
                table("public.c").column("id", "bigint").references("id", "public.b", "id"),
                table("public.b").column("id", "bigint").unique("id").references("id", "public.a", "id"),
                table("public.a").required("id", "bigint").unique("id"));

        Decision decision = PlanCase.of(catalog, "public.a: {id: {pseudonymize: integer, domain: person}}")
                .decision("public.c", "id");

        assertEquals("person", decision.domain());
    }

    @Test
    void chainOfTenThousandReferencesIsFollowed() {
        FixedTable[] tables = new FixedTable[10_000];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = table("public.t" + i)
                    .column("id", "bigint")
                    .unique("id")
                    .references("id", "public.t" + (i + 1), "id");
        }

        Decision first = PlanCase.of(FixedCatalog.of(tables), "public.t9999: {id: {pseudonymize: integer}}")
                .decision("public.t0", "id");

        assertEquals("public.t9999.id", first.domain());
    }

    @Test
    void ownRuleThatSaysTheSameIsWelcome() {
        String same = "public.logins: {email: {pseudonymize: email}}\n";

        assertEquals(
                "public.users.email",
                PlanCase.of(LOGINS, MASKED + same)
                        .decision("public.logins", "email")
                        .domain());
    }

    @Test
    void ownRuleThatSaysOtherwiseStopsTheRun() {
        List<String> expected = List.of("RULE_REFERENCE public.logins.email (follows public.users.email)");

        for (String own :
                List.of("{keep: it}", "{pseudonymize: text}", "{pseudonymize: email, domain: other}", "{replace: x}")) {
            assertEquals(
                    expected,
                    PlanCase.of(LOGINS, MASKED + "public.logins: {email: " + own + "}")
                            .told());
        }
    }

    @Test
    void ownRuleMaySuppress() {
        assertEquals(
                new Suppress(),
                PlanCase.of(LOGINS, MASKED + "public.logins: {email: suppress}").rule("public.logins", "email"));
        assertEquals(
                new Suppress(),
                PlanCase.of(LOGINS, "public.users: {email: {keep: it}}\n\"public.*\": {\"*\": suppress}")
                        .rule("public.logins", "email"));
    }

    @Test
    void globThatKeepsGivesWayToTheMaskingOfTheReferencedColumn() {
        assertEquals(
                new Pseudonymize(Pseudonymize.Kind.EMAIL, Optional.empty()),
                PlanCase.of(LOGINS, MASKED + "\"public.*\": {\"*\": {keep: the rest}}")
                        .rule("public.logins", "email"));
    }

    @Test
    void globThatMasksIsNeverSilentlyOverruled() {
        assertEquals(
                List.of("RULE_REFERENCE public.logins.email (follows public.users.email)"),
                PlanCase.of(LOGINS, """
                        public.users: {email: {keep: it}}
                        "public.*": {"*": {pseudonymize: email}}
                        """).told());
    }

    @Test
    void selfReferenceFollowsItsOwnTable() {
        Catalog catalog = FixedCatalog.of(table("public.staff")
                .required("id", "bigint")
                .column("boss", "bigint")
                .unique("id")
                .references("boss", "public.staff", "id")
                .references("id", "public.staff", "id"));

        Decision boss = PlanCase.of(catalog, "public.staff: {id: {pseudonymize: integer}}")
                .decision("public.staff", "boss");

        assertEquals("public.staff.id", boss.domain());
    }

    @Test
    void circleTakesTheDecisionOfTheColumnThatHasARule() {
        Catalog catalog = FixedCatalog.of(
                table("public.entry").column("id", "bigint").references("id", "public.a", "id"),
                table("public.a").column("id", "bigint").unique("id").references("id", "public.b", "id"),
                table("public.b").column("id", "bigint").unique("id").references("id", "public.c", "id"),
                table("public.c").column("id", "bigint").unique("id").references("id", "public.a", "id"));

        PlanCase planCase = PlanCase.of(catalog, "public.b: {id: {pseudonymize: integer}}");

        for (String name : List.of("public.entry", "public.a", "public.b", "public.c")) {
            assertEquals("public.b.id", planCase.decision(name, "id").domain(), name);
        }
        assertEquals(
                List.of("UNCLASSIFIED_COLUMN public.a.id (bigint)", "UNCLASSIFIED_COLUMN public.other.x (text)"),
                PlanCase.withRules(
                                FixedCatalog.of(
                                        table("public.a")
                                                .column("id", "bigint")
                                                .unique("id")
                                                .references("id", "public.b", "id"),
                                        table("public.b")
                                                .column("id", "bigint")
                                                .unique("id")
                                                .references("id", "public.a", "id"),
                                        table("public.other").column("x", "text")),
                                "version: 1")
                        .told());
    }

    @Test
    void compositeKeyIsFollowedColumnByColumn() {
        Catalog catalog = FixedCatalog.of(
                table("public.lines")
                        .column("n", "bigint")
                        .column("shop", "text")
                        .references(List.of("shop", "n"), "public.orders", List.of("shop_id", "order_no")),
                table("public.orders")
                        .required("order_no", "bigint")
                        .required("shop_id", "text")
                        .unique("shop_id", "order_no"));

        PlanCase planCase =
                PlanCase.of(catalog, "public.orders: {order_no: {pseudonymize: integer}, shop_id: {keep: a shop}}");

        assertEquals(new Keep("a shop"), planCase.rule("public.lines", "shop"));
        assertEquals(
                "public.orders.order_no", planCase.decision("public.lines", "n").domain());
    }

    @Test
    void columnOfTwoReferencesNeedsBothToAgree() {
        Catalog catalog = FixedCatalog.of(
                table("public.logins")
                        .column("email", "text")
                        .references("email", "public.users", "email")
                        .references("email", "public.people", "email"),
                USERS,
                table("public.people").required("email", "text").unique("email"));

        assertEquals(
                List.of("RULE_REFERENCE public.logins.email (follows public.people.email)"),
                PlanCase.of(catalog, MASKED + "public.people: {email: {pseudonymize: email}}")
                        .told());
        String shared = "{email: {pseudonymize: email, domain: mail}}";
        assertEquals(
                "mail",
                PlanCase.of(catalog, "public.users: " + shared + "\npublic.people: " + shared)
                        .decision("public.logins", "email")
                        .domain());
    }

    @Test
    void referenceToATableWithoutRowsStopsTheRunUnlessSuppressed() {
        String none = "public.users: none\n";

        assertEquals(
                List.of("RULE_ROWS_MISSING public.logins.email (references public.users.email)"),
                PlanCase.of(LOGINS, none + "public.logins: {email: {pseudonymize: email}}")
                        .told());
        assertEquals(
                new Suppress(),
                PlanCase.of(LOGINS, none + "public.logins: {email: suppress}").rule("public.logins", "email"));
        assertEquals(
                0,
                PlanCase.of(LOGINS, none + "public.logins: none").plan().tables().stream()
                        .filter(MaskPlan.TablePlan::rows)
                        .count());
    }

    @Test
    void pseudonymsOfOtherTypesAreNotEqual() {
        Catalog catalog = FixedCatalog.of(
                table("public.logins")
                        .column("short", "character varying(28)")
                        .column("long", "character varying(255)")
                        .column("user_id", "integer")
                        .references("short", "public.users", "name")
                        .references("long", "public.users", "name")
                        .references("user_id", "public.users", "id"),
                table("public.users")
                        .required("name", "text")
                        .required("id", "bigint")
                        .unique("name")
                        .unique("id"));

        assertEquals(
                List.of("RULE_TYPE_MISMATCH public.logins.short (references public.users.name, text)"),
                PlanCase.of(catalog, "public.users: {name: {pseudonymize: email}, id: {pseudonymize: integer}}")
                        .told());
    }
}
