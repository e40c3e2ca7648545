package dev.nightmask.snapshot.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.mask.ValueType;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.snapshot.catalog.Column;
import dev.nightmask.snapshot.catalog.Table;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CopyStatementTest {
    @Test
    void columnsAreNamedAndGeneratedOnesAreNot() {
        assertEquals(
                "COPY \"s\".\"T \"\"x\"\"\" (\"a\", \"B, c\") TO STDOUT",
                CopyStatement.of(
                        CopyPlan.table(
                                "T \"x\"",
                                List.of(column("a", false), column("B, c", false), column("g", true)),
                                Optional.empty()),
                        PageRange.ALL));
    }

    @Test
    void filterReadsThatTableAlone() {
        assertEquals(
                "COPY (SELECT \"a\" FROM ONLY \"s\".\"t\" WHERE NOT built_in) TO STDOUT",
                CopyStatement.of(
                        CopyPlan.table("t", List.of(column("a", false)), Optional.of("WHERE NOT built_in")),
                        PageRange.ALL));
    }

    @Test
    void tableWithoutColumnsNeverReadsOneThatCameSince() {
        assertEquals(
                "COPY (SELECT  FROM ONLY \"s\".\"t\" ) TO STDOUT",
                CopyStatement.of(CopyPlan.table("t", List.of(column("g", true)), Optional.empty()), PageRange.ALL));
    }

    @Test
    void rangesMeetAndTheLastOneIsOpen() {
        Table table = CopyPlan.table("t", List.of(column("a", false)), Optional.empty());
        assertEquals(
                "COPY (SELECT \"a\" FROM ONLY \"s\".\"t\" WHERE ctid >= '(0,0)' AND ctid < '(8,0)') TO STDOUT",
                CopyStatement.of(table, new PageRange(0, OptionalLong.of(8))));
        assertEquals(
                "COPY (SELECT \"a\" FROM ONLY \"s\".\"t\" WHERE ctid >= '(8,0)') TO STDOUT",
                CopyStatement.of(table, new PageRange(8, OptionalLong.empty())));
    }

    private static Column column(String name, boolean generated) {
        return new Column(name, new ValueType(Family.TEXT, 0), "text", false, generated);
    }
}
