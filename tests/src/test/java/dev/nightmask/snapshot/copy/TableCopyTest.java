package dev.nightmask.snapshot.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.ExtendedPostgres;
import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.mask.Maskers;
import dev.nightmask.mask.PseudonymizationKey;
import dev.nightmask.rules.Rule;
import dev.nightmask.snapshot.catalog.Catalog;
import dev.nightmask.snapshot.catalog.Scratch;
import dev.nightmask.snapshot.catalog.Source;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.snapshot.plan.MaskPlan.Decision;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.FidelityDatabase;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableCopyTest {
    private static final Rule KEEP = new Rule.Keep("test");
    private static final String MANY_ROWS =
            "CREATE TABLE t AS SELECT i AS id, repeat('x', 500) AS v FROM generate_series(1, 20000) AS i";

    private static ExtendedPostgres installation;
    private static LocalPostgres server;

    @BeforeAll
    static void start() {
        installation = FidelityDatabase.installation();
        server = installation.start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
        installation.close();
    }

    @Test
    void everyTableOfTheFidelityDatabaseIsReadAsPgDumpReadsIt() {
        FidelityDatabase.create(server, "everything");
        Scratch scratch = new Scratch(server, "everything");
        try (Source source = scratch.source()) {
            Catalog catalog = source.readCatalog(Compression.ZLIB);
            String dump = ClientProgram.run(
                    server,
                    "pg_dump",
                    List.of("--data-only", "-E", "UTF8", scratch.server().uri("everything")));
            int tables = 0;
            for (Table table : catalog.tables()) {
                if (table.dataEntry().isPresent()) {
                    String copied = new String(copy(source, table, KEEP).text(), UTF_8);
                    assertTrue(dump.contains("FROM stdin;\n" + copied + "\\.\n"), table.qualifiedName());
                    tables++;
                }
            }
            assertTrue(tables > 100);
        }
    }

    @Test
    void rowsOfChildrenAreNotReadWithTheirParent() {
        assertEquals(
                "1\n",
                copyOf(
                        "public.parent",
                        KEEP,
                        "CREATE TABLE parent (a int)",
                        "CREATE TABLE child () INHERITS (parent)",
                        "INSERT INTO parent VALUES (1)",
                        "INSERT INTO child VALUES (2)"));
    }

    @Test
    void hashPartitionIsReadByItsOwnName() {
        assertEquals(
                "red\n",
                copyOf(
                        "public.leaf",
                        KEEP,
                        "CREATE TYPE colour AS ENUM ('red')",
                        "CREATE TABLE root (c colour) PARTITION BY HASH (c)",
                        "CREATE TABLE leaf PARTITION OF root FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
                        "INSERT INTO root VALUES ('red')"));
    }

    @Test
    void builtInRowsOfAConfigurationTableStayBehind() {
        assertEquals(
                "user\tvalue\tf\n",
                copyOf(
                        "public.nightmask_settings",
                        KEEP,
                        "CREATE EXTENSION nightmask_fidelity",
                        "INSERT INTO nightmask_settings VALUES ('user', 'value', false)"));
    }

    @Test
    void tableWithoutColumnsHasItsRows() {
        assertEquals(
                "\n\n",
                copyOf("public.t", KEEP, "CREATE TABLE t ()", "INSERT INTO t SELECT FROM generate_series(1, 2)"));
    }

    @Test
    void generatedColumnIsNotRead() {
        assertEquals(
                "a\tb\n",
                copyOf(
                        "public.t",
                        KEEP,
                        "CREATE TABLE t (a text, g text GENERATED ALWAYS AS (a || a) STORED, b text)",
                        "INSERT INTO t VALUES ('a', DEFAULT, 'b')"));
    }

    @Test
    void maskedColumnHoldsNoneOfTheOriginals() {
        assertEquals(
                "X\tX\n\\N\tX\n",
                copyOf(
                        "public.t",
                        new Rule.Replace("X"),
                        "CREATE TABLE t (a text, b text)",
                        "INSERT INTO t VALUES (E'sec\\tret', ''), (NULL, E'\\\\N')"));
    }

    @Test
    void piecesAreOfOneLengthWhereverRowsEnd() {
        Scratch scratch = Scratch.create(
                server,
                MANY_ROWS,
                "CREATE TABLE u AS SELECT i AS id, repeat('y', 40000000 * (i % 2)) AS v FROM generate_series(1, 3) AS i");
        try (Source source = scratch.source()) {
            Catalog catalog = source.readCatalog(Compression.ZLIB);
            Copied many = copy(source, table(catalog, "public.t"), KEEP);
            assertTrue(many.lengths().size() > 5);
            assertEquals(20_000, many.rows());
            assertPieces(many);
            Copied few = copy(source, table(catalog, "public.u"), KEEP);
            assertEquals(3, few.rows());
            assertEquals(80_000_009L, few.text().length);
            assertPieces(few);
        }
    }

    @Test
    void copyThatFailsEndsTheSessionAndItsBackend() {
        Scratch scratch = Scratch.create(server, MANY_ROWS);
        try (Source source = scratch.source()) {
            Table table = table(source.readCatalog(Compression.ZLIB), "public.t");
            assertEquals("1", scratch.ask(backends()));
            TableCopy copy = new TableCopy(source.connection(), maskers());
            assertThrows(
                    ArithmeticException.class,
                    () -> copy.copy(plan(table, KEEP), PageRange.ALL, (text, length, rows) -> {
                        throw new ArithmeticException();
                    }));
            assertTrue(Scratch.becomesTrue(() -> scratch.ask(backends()).equals("0")));
        }
    }

    @Test
    void serverThatGoesInTheMiddleIsReported() {
        Scratch scratch = Scratch.create(server, MANY_ROWS);
        try (Source source = scratch.source()) {
            Table table = table(source.readCatalog(Compression.ZLIB), "public.t");
            TableCopy copy = new TableCopy(source.connection(), maskers());
            NightmaskException e = assertThrows(
                    NightmaskException.class,
                    () -> copy.copy(
                            plan(table, KEEP),
                            PageRange.ALL,
                            (text, length, rows) -> scratch.ask(
                                    "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
                                            + " WHERE datname = current_database() AND application_name = 'nightmask'")));
            assertEquals(Failure.SOURCE_LOST, e.failure());
        }
    }

    @Test
    void grantThatIsTakenBackInTheMiddleNamesTheTable() {
        Scratch scratch = Scratch.create(
                server, "CREATE TABLE t (a text)", "CREATE ROLE reader LOGIN", "GRANT SELECT ON t TO reader");
        try (Source source = Source.open(scratch.settingsOf("reader"), scratch.programs())) {
            Table table = table(source.readCatalog(Compression.ZLIB), "public.t");
            scratch.run("REVOKE SELECT ON t FROM reader");
            NightmaskException e = assertThrows(NightmaskException.class, () -> copy(source, table, KEEP));
            assertEquals(
                    List.of(new Problem(Failure.SOURCE_PERMISSION, new Place.Sql("42501", "public.t"))), e.problems());
        }
    }

    @Test
    void valueThatIsNotInItsEncodingIsReportedWithoutIt() {
        ClientProgram.createDatabase(server, "bytes", "SQL_ASCII");
        Scratch scratch = new Scratch(server, "bytes");
        scratch.run("CREATE TABLE t (a text)", "INSERT INTO t VALUES (convert_from('\\xe9', 'SQL_ASCII'))");
        try (Source source = scratch.source()) {
            Table table = table(source.readCatalog(Compression.ZLIB), "public.t");
            NightmaskException e = assertThrows(NightmaskException.class, () -> copy(source, table, KEEP));
            assertEquals(List.of(new Problem(Failure.TEXT_ENCODING, new Place.Sql("22021", "public.t"))), e.problems());
        }
    }

    private static String copyOf(String name, Rule rule, String... statements) {
        Scratch scratch = Scratch.create(server, statements);
        try (Source source = scratch.source()) {
            return new String(
                    copy(source, table(source.readCatalog(Compression.ZLIB), name), rule)
                            .text(),
                    UTF_8);
        }
    }

    private static Copied copy(Source source, Table table, Rule rule) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List<Integer> lengths = new ArrayList<>();
        long[] count = new long[1];
        new TableCopy(source.connection(), maskers()).copy(plan(table, rule), PageRange.ALL, (piece, length, rows) -> {
            text.write(piece, 0, length);
            lengths.add(length);
            count[0] += rows;
        });
        return new Copied(text.toByteArray(), lengths, count[0]);
    }

    private static void assertPieces(Copied copied) {
        int last = copied.lengths().removeLast();
        assertTrue(copied.lengths().stream().allMatch(length -> length == MaskedRows.PIECE_BYTES));
        assertTrue(last > 0 && last <= MaskedRows.PIECE_BYTES);
    }

    private record Copied(byte[] text, List<Integer> lengths, long rows) {}

    private static TablePlan plan(Table table, Rule rule) {
        return new TablePlan(
                table,
                true,
                table.columns().stream()
                        .filter(column -> !column.generated())
                        .map(column -> new Decision(column, rule, "domain"))
                        .toList());
    }

    private static Maskers maskers() {
        return new Maskers(PseudonymizationKey.parse("07".repeat(32)));
    }

    private static Table table(Catalog catalog, String name) {
        return catalog.tables().stream()
                .filter(table -> table.qualifiedName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String backends() {
        return "SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name = 'nightmask'";
    }
}
