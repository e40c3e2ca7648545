package dev.nightmask.snapshot.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.mask.ValueType;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.snapshot.catalog.Column;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyStatementTest {
    @Test
    void columnsAreNamedAndGeneratedOnesAreNot() {
        assertEquals(
                "COPY \"s\".\"T \"\"x\"\"\" (\"a\", \"B, c\") TO STDOUT",
                CopyStatement.of(CopyPlan.table(
                        "T \"x\"",
                        List.of(column("a", false), column("B, c", false), column("g", true)),
                        Optional.empty())));
    }

    @Test
    void filterReadsThatTableAlone() {
        assertEquals(
                "COPY (SELECT \"a\" FROM ONLY \"s\".\"t\" WHERE NOT built_in) TO STDOUT",
                CopyStatement.of(CopyPlan.table("t", List.of(column("a", false)), Optional.of("WHERE NOT built_in"))));
    }

    @Test
    void tableWithoutColumnsNeverReadsOneThatCameSince() {
        assertEquals(
                "COPY (SELECT  FROM ONLY \"s\".\"t\" ) TO STDOUT",
                CopyStatement.of(CopyPlan.table("t", List.of(column("g", true)), Optional.empty())));
    }

    private static Column column(String name, boolean generated) {
        return new Column(name, new ValueType(Family.TEXT, 0), "text", false, generated);
    }
}
