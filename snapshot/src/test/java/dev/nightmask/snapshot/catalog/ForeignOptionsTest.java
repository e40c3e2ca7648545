package dev.nightmask.snapshot.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ForeignOptionsTest {
    @Test
    void optionsOfAServerGo() {
        assertRemoved("CREATE SERVER a TYPE 'kind' FOREIGN DATA WRAPPER w;\n", """
                CREATE SERVER a TYPE 'kind' FOREIGN DATA WRAPPER w OPTIONS (
                    host 'h',
                    dbname 'd'
                );
                """);
    }

    @Test
    void valueMayHoldParenthesesQuotesAndBackslashes() {
        assertRemoved("CREATE SERVER a FOREIGN DATA WRAPPER w;\n", """
                CREATE SERVER a FOREIGN DATA WRAPPER w OPTIONS (
                    "x)" 'it''s ) ;
                 OPTIONS (',
                    y E'\\\\\\') ;
                '
                );
                """);
    }

    @Test
    void whatOnlyLooksLikeOptionsStays() {
        String definition = """
                CREATE FOREIGN TABLE s.t (
                    a text DEFAULT ' OPTIONS (x)'::text,
                    " OPTIONS (" integer
                )
                SERVER " OPTIONS (";
                """;
        assertRemoved(definition, definition);
    }

    @Test
    void optionsOfAColumnGoWithTheirStatement() {
        assertRemoved("""
                CREATE FOREIGN TABLE s.t (
                    a integer
                )
                SERVER far;
                ALTER FOREIGN TABLE ONLY s.t ALTER COLUMN a SET STATISTICS 5;
                """, """
                CREATE FOREIGN TABLE s.t (
                    a integer
                )
                SERVER far
                OPTIONS (
                    table_name 'T'
                );
                ALTER FOREIGN TABLE ONLY s.t ALTER COLUMN a OPTIONS (
                    column_name 'A'
                );
                ALTER FOREIGN TABLE ONLY s.t ALTER COLUMN a SET STATISTICS 5;
                """);
    }

    @Test
    void substituteStandsWhereTheOptionsStood() {
        assertEquals(
                "CREATE FOREIGN TABLE s.t (\n)\nSERVER files\nOPTIONS (filename '/dev/null');\n",
                ForeignOptions.removedFrom(
                        "CREATE FOREIGN TABLE s.t (\n)\nSERVER files\nOPTIONS (\n    filename '/etc/x'\n);\n",
                        "OPTIONS (filename '/dev/null')"));
    }

    private static void assertRemoved(String expected, String definition) {
        assertEquals(expected, ForeignOptions.removedFrom(definition, ""));
    }
}
