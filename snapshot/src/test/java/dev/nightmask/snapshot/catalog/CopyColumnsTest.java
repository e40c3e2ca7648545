package dev.nightmask.snapshot.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyColumnsTest {
    @Test
    void columnsAreReadInOrder() {
        assertColumns(List.of("id", "name"), "COPY public.users (id, name) FROM stdin;\n");
    }

    @Test
    void quotedNamesMayHoldAnything() {
        assertColumns(
                List.of("a, b", "say \"x\"", "(y)", ") FROM stdin;\n", "."),
                "COPY \"s.\"\"x\"\"\".\"t (z)\" (\"a, b\", \"say \"\"x\"\"\", \"(y)\", \") FROM stdin;\n\", \".\")"
                        + " FROM stdin;\n");
    }

    @Test
    void tableWithoutColumnsHasNoList() {
        assertColumns(List.of(), "COPY app.zero_col  FROM stdin;\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "COPY t (a) FROM stdin;\n",
                "COPY s.t (a FROM stdin;\n",
                "COPY s.t (a) FROM stdin; x FROM stdin;\n",
                "COPY s.t (\"a) FROM stdin;\n",
                "COPY s.t (a) FROM PROGRAM 'x';\n",
                "INSERT INTO s.t FROM stdin;\n",
            })
    void otherStatementsAreNotUnderstood(String statement) {
        assertEquals(Optional.empty(), CopyColumns.parse(statement));
    }

    private static void assertColumns(List<String> expected, String statement) {
        assertEquals(Optional.of(expected), CopyColumns.parse(statement));
    }
}
