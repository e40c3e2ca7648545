package dev.nightmask.snapshot.plan;

import static dev.nightmask.snapshot.plan.FixedTable.table;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.failure.Failure;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.snapshot.archive.Reference;
import dev.nightmask.snapshot.catalog.Catalog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeclaredKeysTest {
    private static final Catalog SHOP = FixedCatalog.of(
            table("public.users").required("id", "bigint").unique("id").column("uuid", "uuid"),
            table("public.orders")
                    .column("buyer_id", "integer")
                    .column("seller_id", "bigint")
                    .generated("twice", "bigint"));
    private static final String USERS = "public.users: {id: {pseudonymize: integer}, uuid: suppress}\n";

    @Test
    void declaredReferenceIsMaskedAsAForeignKeyIs() {
        PlanCase shop = PlanCase.of(
                SHOP, USERS + "public.orders: {$references: {buyer_id: public.users.id, seller_id: public.users.id}}");
        for (String column : List.of("buyer_id", "seller_id")) {
            assertEquals(
                    new Pseudonymize(Pseudonymize.Kind.INTEGER, Optional.empty()), shop.rule("public.orders", column));
            assertEquals(
                    "public.users.id", shop.decision("public.orders", column).domain());
        }
        assertEquals(
                List.of(reference("orders", "buyer_id"), reference("orders", "seller_id")),
                shop.plan().references());
    }

    @Test
    void ownRuleMaySuppressAndMayNotSayOtherwise() {
        String declared = "public.orders: {seller_id: suppress, $references: {buyer_id: public.users.id}, buyer_id: ";
        assertEquals(
                new Suppress(),
                PlanCase.of(SHOP, USERS + declared + "suppress}").rule("public.orders", "buyer_id"));
        assertEquals(
                List.of("RULE_REFERENCE public.orders.buyer_id (follows public.users.id)"),
                PlanCase.of(SHOP, USERS + declared + "{keep: it}}").told());
    }

    @Test
    void referencedColumnNeedNotBeUniqueButItsRowsMustBeThere() {
        Catalog events = FixedCatalog.of(
                table("public.events").column("session", "uuid"),
                table("public.clicks").column("session", "uuid"));
        String declared = "public.clicks: {$references: {session: public.events.session}}\n";
        assertEquals(
                "public.events.session",
                PlanCase.of(events, declared + "public.events: {session: {pseudonymize: uuid}}")
                        .decision("public.clicks", "session")
                        .domain());
        assertEquals(
                List.of(Failure.UNCLASSIFIED_COLUMN, Failure.RULE_ROWS_MISSING),
                PlanCase.of(events, declared + "public.events: none").problems().stream()
                        .map(problem -> problem.failure())
                        .toList());
    }

    @Test
    void whatIsNotThereOrCannotBeComparedIsToldWithItsPlace() {
        assertEquals(
                List.of(
                        "RULE_MATCHES_NOTHING 5:18: buyer",
                        "RULE_MATCHES_NOTHING 6:29: public.user.id",
                        "RULE_MATCHES_NOTHING 7:18: twice",
                        "RULE_TYPE_MISMATCH 8:29: buyer_id (integer against uuid)"),
                PlanCase.of(SHOP, USERS + """
                        public.orders: {$references: {
                                       buyer: public.users.id,
                                       seller_id: public.user.id,
                                       twice: public.users.id,
                                       buyer_id:  public.users.uuid},
                                       "*": suppress}
                        """.replace("                       ", "             "))
                        .told());
    }

    @Test
    void globDeclaresForEveryTableThatHasTheColumn() {
        Catalog catalog = FixedCatalog.of(
                table("public.users").required("id", "bigint").unique("id"),
                table("public.a").column("user_id", "bigint").partitionedBy("user_id"),
                table("public.a_1")
                        .column("user_id", "bigint")
                        .childOf("public.a")
                        .keyOfPartitions("user_id"),
                table("public.b").column("user_id", "bigint"),
                table("public.c").column("other", "bigint"));
        PlanCase planCase = PlanCase.of(
                catalog,
                "public.users: {id: {keep: it}}\n\"public.*\": {$references: {user_id: public.users.id}, other: suppress}");
        assertEquals(
                List.of(reference("a", "user_id"), reference("b", "user_id")),
                planCase.plan().references());
    }

    @Test
    void nameWithDotsIsFound() {
        Catalog catalog = FixedCatalog.of(
                table("public.a.b").required("c.d", "bigint").unique("c.d"),
                table("public.e").column("f", "bigint"));
        PlanCase planCase =
                PlanCase.of(catalog, "public.a.b: {c.d: {keep: it}}\npublic.e: {$references: {f: public.a.b.c.d}}");
        assertEquals(
                List.of(new Reference("public", "e", "f", "public", "a.b", "c.d")),
                planCase.plan().references());
    }

    private static Reference reference(String table, String column) {
        return new Reference("public", table, column, "public", "users", "id");
    }
}
