package dev.nightmask.snapshot.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.mask.ValueType;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule;
import dev.nightmask.snapshot.catalog.Column;
import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CopyStatementTest {
    private static final Decision KEPT = decision("a", new Rule.Keep("test"));
    private static final Decision SUPPRESSED = decision("secret", new Rule.Suppress());

    @Test
    void columnsAreNamedAndQuoted() {
        assertEquals(
                "COPY \"s\".\"T \"\"x\"\"\" (\"a\", \"B, c\") TO STDOUT",
                CopyStatement.of(
                        plan("T \"x\"", Optional.empty(), KEPT, decision("B, c", new Rule.Replace("x"))),
                        PageRange.ALL));
    }

    @Test
    void filterReadsThatTableAlone() {
        assertEquals(
                "COPY (SELECT \"a\" FROM ONLY \"s\".\"t\" WHERE NOT built_in) TO STDOUT",
                CopyStatement.of(plan("t", Optional.of("WHERE NOT built_in"), KEPT), PageRange.ALL));
    }

    @Test
    void tableWithoutColumnsNeverReadsOneThatCameSince() {
        assertEquals(
                "COPY (SELECT  FROM ONLY \"s\".\"t\" ) TO STDOUT",
                CopyStatement.of(plan("t", Optional.empty()), PageRange.ALL));
    }

    @Test
    void suppressedColumnIsNotEvenRead() {
        assertEquals(
                "COPY (SELECT NULL, \"a\" FROM ONLY \"s\".\"t\" ) TO STDOUT",
                CopyStatement.of(plan("t", Optional.empty(), SUPPRESSED, KEPT), PageRange.ALL));
    }

    @Test
    void rangesMeetAndTheLastOneIsOpen() {
        TablePlan plan = plan("t", Optional.empty(), KEPT);
        assertEquals(
                "COPY (SELECT \"a\" FROM ONLY \"s\".\"t\" WHERE ctid >= '(0,0)' AND ctid < '(8,0)') TO STDOUT",
                CopyStatement.of(plan, new PageRange(0, OptionalLong.of(8))));
        assertEquals(
                "COPY (SELECT \"a\" FROM ONLY \"s\".\"t\" WHERE ctid >= '(8,0)') TO STDOUT",
                CopyStatement.of(plan, new PageRange(8, OptionalLong.empty())));
    }

    private static TablePlan plan(String table, Optional<String> filter, Decision... decisions) {
        List<Column> columns = List.of(decisions).stream().map(Decision::column).toList();
        return new TablePlan(CopyPlan.table(table, columns, filter), true, List.of(decisions));
    }

    private static Decision decision(String column, Rule rule) {
        return new Decision(new Column(column, new ValueType(Family.TEXT, 0), "text", false, false), rule, "domain");
    }
}
