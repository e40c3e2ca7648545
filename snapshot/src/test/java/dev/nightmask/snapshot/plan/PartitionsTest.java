package dev.nightmask.snapshot.plan;

import static dev.nightmask.snapshot.plan.FixedTable.table;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.snapshot.catalog.Catalog;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionsTest {
    private static final Catalog EVENTS = FixedCatalog.of(
            event("public.events").partitionedBy("at"),
            event("public.events_2025").childOf("public.events").keyOfPartitions("at"),
            event("public.events_2026").childOf("public.events").keyOfPartitions("at"));
    private static final String ROOT = "public.events: {at: {keep: time}, who: {pseudonymize: text}}\n";

    @Test
    void rulesOfTheRootHoldForEveryLeafInOneDomain() {
        PlanCase planCase = PlanCase.of(EVENTS, ROOT);

        assertEquals(
                List.of("public.events_2025", "public.events_2026"),
                planCase.plan().tables().stream()
                        .map(it -> it.table().qualifiedName())
                        .toList());
        assertEquals(
                "public.events.who",
                planCase.decision("public.events_2025", "who").domain());
        assertEquals(new Keep("time"), planCase.rule("public.events_2026", "at"));
    }

    @Test
    void twentyThousandLeavesFollowTheirRoot() {
        FixedTable[] tables = new FixedTable[20_001];
        tables[0] = event("public.events").partitionedBy("at");
        for (int i = 1; i < tables.length; i++) {
            tables[i] = event("public.events_" + i).childOf("public.events");
        }

        MaskPlan plan = PlanCase.of(FixedCatalog.of(tables), ROOT + "\"public.*\": {\"*\": suppress}")
                .plan();

        assertEquals(20_000, plan.tables().size());
        assertEquals(
                "public.events.who",
                plan.tables().getLast().decisions().getLast().domain());
    }

    @Test
    void leafMayRepeatItsParentsRuleButNotContradictIt() {
        PlanCase.of(EVENTS, ROOT + "public.events_2025: {who: {pseudonymize: text}}")
                .plan();

        for (String own : List.of("{keep: old}", "suppress", "{pseudonymize: text, domain: other}")) {
            assertEquals(
                    List.of("RULE_INHERITED public.events_2025.who (follows public.events.who)"),
                    PlanCase.of(EVENTS, ROOT + "public.events_2025: {who: " + own + "}")
                            .told());
        }
    }

    @Test
    void globThatLostAtTheRootDoesNotCountAgainForTheLeaves() {
        String catchAll = "\"public.*\": {\"*\": suppress}\n";

        assertEquals(
                "public.events.who",
                PlanCase.of(EVENTS, ROOT + catchAll)
                        .decision("public.events_2025", "who")
                        .domain());
    }

    @Test
    void globForLeavesAloneMustNotMaskInVain() {
        assertEquals(
                List.of(
                        "RULE_INHERITED public.events_2025.who (follows public.events.who)",
                        "RULE_INHERITED public.events_2026.who (follows public.events.who)"),
                PlanCase.of(EVENTS, """
                        public.events: {"*": {keep: it}}
                        "public.events_*": {who: suppress}
                        """).told());
    }

    @Test
    void whatIsWrongWithTheRootIsToldOnce() {
        assertEquals(
                List.of(
                        "RULE_PARTITION_KEY public.events.at (generalize)",
                        "UNCLASSIFIED_COLUMN public.events.who (text)"),
                PlanCase.of(EVENTS, "public.events: {at: {generalize: month}}").told());
    }

    @Test
    void partitionKeyOfALowerLevelMustBeKept() {
        Catalog catalog = FixedCatalog.of(
                event("public.events").partitionedBy("at"),
                event("public.events_2025").childOf("public.events").partitionedBy("at", "who"),
                event("public.events_2025_a").childOf("public.events_2025").keyOfPartitions("at", "who"));

        assertEquals(
                List.of("RULE_PARTITION_KEY public.events_2025.who (pseudonymize)"),
                PlanCase.of(catalog, ROOT).told());
    }

    @Test
    void rootWithoutRowsHasLeavesWithoutRows() {
        assertEquals(
                0,
                PlanCase.of(EVENTS, "public.events: none").plan().tables().stream()
                        .filter(TablePlan::rows)
                        .count());
        assertEquals(
                List.of("RULE_INHERITED 4:3: public.events_2025 (public.events goes without rows)"),
                PlanCase.of(EVENTS, "public.events: none\npublic.events_2025: {who: suppress}")
                        .told());
    }

    @Test
    void leafMayGoWithoutRowsUnlessItsRootIsReferenced() {
        PlanCase planCase = PlanCase.of(EVENTS, ROOT + "public.events_2025: none");

        assertEquals(
                List.of(false, true),
                planCase.plan().tables().stream().map(TablePlan::rows).toList());
        Catalog referenced = FixedCatalog.of(
                event("public.events").partitionedBy("at").unique("at"),
                event("public.events_2025").childOf("public.events"),
                table("public.notes").column("event", "date").references("event", "public.events", "at"));
        assertEquals(
                List.of("RULE_ROWS_MISSING public.notes.event (references public.events.at)"),
                PlanCase.of(referenced, ROOT + "public.events_2025: none").told());
    }

    @Test
    void inheritanceChildNeedsRulesForItsOwnColumnsOnly() {
        Catalog catalog = FixedCatalog.of(
                table("public.cities").column("name", "text"),
                table("public.capitals")
                        .column("name", "text")
                        .column("state", "text")
                        .childOf("public.cities"));

        assertEquals(
                List.of("UNCLASSIFIED_COLUMN public.capitals.state (text)"),
                PlanCase.of(catalog, "public.cities: {name: {keep: a city}}").told());
        PlanCase whole =
                PlanCase.of(catalog, "public.cities: {name: {keep: a city}}\npublic.capitals: {state: suppress}");
        assertEquals(new Keep("a city"), whole.rule("public.capitals", "name"));
        assertEquals(new Suppress(), whole.rule("public.capitals", "state"));
    }

    @Test
    void parentsOfOneColumnMustAgree() {
        Catalog catalog = FixedCatalog.of(
                table("public.a").column("x", "text"),
                table("public.b").column("x", "text"),
                table("public.c").column("x", "text").childOf("public.a", "public.b"));

        assertEquals(
                List.of("RULE_INHERITED public.c.x (follows public.b.x)"),
                PlanCase.of(catalog, "public.a: {x: {keep: it}}\npublic.b: {x: {replace: y}}")
                        .told());
        PlanCase.of(catalog, "public.a: {x: suppress}\npublic.b: {x: suppress}").plan();
    }

    private static FixedTable event(String name) {
        return table(name).required("at", "date").column("who", "text");
    }
}
