package dev.nightmask.snapshot.plan;

import static dev.nightmask.snapshot.plan.FixedTable.table;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.snapshot.catalog.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void suppressOnNotNullIsFoundBeforeTheRestoreFindsIt() {
        Catalog catalog = FixedCatalog.of(table("public.a").required("b", "text"));

        assertEquals(
                List.of("RULE_NOT_NULL public.a.b (suppress)"),
                PlanCase.of(catalog, "public.a: {b: suppress}").told());
    }

    @Test
    void techniqueMustFitTheType() {
        Catalog catalog = FixedCatalog.of(table("public.a")
                .column("n", "integer")
                .column("flag", "boolean")
                .column("doc", "jsonb")
                .column("name", "text"));

        assertEquals(
                List.of(
                        "RULE_TYPE_MISMATCH public.a.n (pseudonymize on integer)",
                        "RULE_TYPE_MISMATCH public.a.flag (replace on boolean)",
                        "RULE_TYPE_MISMATCH public.a.doc (generalize on jsonb)",
                        "RULE_TYPE_MISMATCH public.a.name (json on text)"),
                PlanCase.of(catalog, """
                        public.a:
                          n: {pseudonymize: email}
                          flag: {replace: perhaps}
                          doc: {generalize: year}
                          name: {json: {$.a: suppress}}
                        """).told());
    }

    @Test
    void maskedValuesMustFitTheLength() {
        Catalog catalog = FixedCatalog.of(table("public.a").column("code", "character varying(3)"));

        assertEquals(
                List.of("RULE_TOO_LONG public.a.code (replace on character varying(3))"),
                PlanCase.of(catalog, "public.a: {code: {replace: none}}").told());
    }

    @Test
    void uniqueColumnsMustStayDistinct() {
        Catalog catalog = FixedCatalog.of(
                table("public.a").column("email", "text").column("name", "text").unique("name", "email"));

        assertEquals(
                List.of("RULE_NOT_UNIQUE public.a.name (replace under key_of_name_email)"),
                PlanCase.of(catalog, "public.a: {email: {pseudonymize: email}, name: {replace: x}}")
                        .told());
        PlanCase.of(catalog, "public.a: {email: {pseudonymize: email}, name: {keep: it}}")
                .plan();
    }

    @Test
    void nullInAUniqueKeyMakesEveryRowDistinct() {
        Catalog distinct = FixedCatalog.of(
                table("public.a").column("email", "text").column("name", "text").unique("name", "email"));
        Catalog notDistinct = FixedCatalog.of(table("public.a")
                .column("email", "text")
                .column("name", "text")
                .uniqueNullsNotDistinct("name", "email"));
        String rules = "public.a: {email: suppress, name: {replace: x}}";

        PlanCase.of(distinct, rules).plan();
        assertEquals(
                List.of(
                        "RULE_NOT_UNIQUE public.a.email (suppress under key_of_name_email)",
                        "RULE_NOT_UNIQUE public.a.name (replace under key_of_name_email)"),
                PlanCase.of(notDistinct, rules).told());
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Catalog catalog = FixedCatalog.of(
                table("public.a")
                        .required("id", "bigint")
                        .column("name", "character varying(2)")
                        .column("made", "date")
                        .unique("id"),
                table("public.b").column("a", "bigint").references("a", "public.a", "id"));

        assertEquals(
                List.of(
                        "RULE_MATCHES_NOTHING 4:3: public.c",
                        "RULE_NOT_UNIQUE public.a.id (replace under key_of_id)",
                        "RULE_TOO_LONG public.a.name (replace on character varying(2))",
                        "UNCLASSIFIED_COLUMN public.a.made (date)",
                        "RULE_REFERENCE public.b.a (follows public.a.id)"),
                PlanCase.of(catalog, """
                        public.a: {id: {replace: 1}, name: {replace: long}}
                        public.c: none
                        public.b: {a: {keep: it}}
                        """).told());
    }
}
