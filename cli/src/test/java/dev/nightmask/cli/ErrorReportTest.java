package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ErrorReportTest {
    private final NightmaskException three = new NightmaskException(List.of(
            new Problem(Failure.UNCLASSIFIED_COLUMN, new Place.Column("public", "users", "email")),
            new Problem(Failure.RULE_TIE, new Place.FilePosition("rules.yaml", 4, 5)),
            new Problem(Failure.UNCLASSIFIED_COLUMN, new Place.Column("public", "users", "phone"))));

    @Test
    void everyProblemIsALineAndEveryRemedyStandsOnce() {
        assertEquals(
                List.of(
                        "nightmask: no rule decides this column: public.users.email",
                        "nightmask: no rule decides this column: public.users.phone",
                        "  " + Failure.UNCLASSIFIED_COLUMN.remedy(),
                        "nightmask: two rules match equally well: rules.yaml:4:5",
                        "  " + Failure.RULE_TIE.remedy()),
                ErrorReport.of(three).lines());
    }

    @Test
    void firstProblemDecidesTheExitStatus() {
        assertEquals(28, ErrorReport.of(three).exitStatus());
    }

    @Test
    void scriptReadsTheSameFromJson() {
        JsonNode report = ErrorReport.of(three).json(JsonMapper.shared());
        assertFalse(report.get("ok").booleanValue());
        assertEquals("UNCLASSIFIED_COLUMN", report.get("failure").stringValue());
        assertEquals(28, report.get("exitStatus").intValue());
        assertEquals(3, report.get("problems").size());
        assertEquals(
                "rules.yaml:4:5", report.get("problems").get(1).get("place").stringValue());
        assertEquals(Failure.UNCLASSIFIED_COLUMN.remedy(), report.get("remedy").stringValue());
    }

    @Test
    void messageOfAForeignExceptionIsDropped() {
        RuntimeException foreign = new IllegalStateException(
                "Failing row contains (ada@example.com)", new RuntimeException("password hunter2"));
        ErrorReport report = ErrorReport.of(foreign);
        String all = String.join("\n", report.lines()) + report.json(JsonMapper.shared());
        assertEquals(Failure.INTERNAL.exitStatus(), report.exitStatus());
        assertTrue(all.contains("java.lang.IllegalStateException"), all);
        assertTrue(all.contains("dev.nightmask.cli.ErrorReportTest:"), all);
        assertFalse(all.contains("ada@example.com") || all.contains("hunter2"), all);
    }

    @Test
    void exhaustedMemoryHasItsOwnRemedy() {
        ErrorReport report = ErrorReport.of(new OutOfMemoryError("Java heap space"));
        assertEquals(Failure.OUT_OF_MEMORY.exitStatus(), report.exitStatus());
    }
}
