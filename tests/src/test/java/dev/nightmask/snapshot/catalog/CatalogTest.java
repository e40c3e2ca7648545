package dev.nightmask.snapshot.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.ExtendedPostgres;
import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.mask.ValueType;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.snapshot.archive.SourceIdentity;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.catalog.Table.ForeignKey;
import dev.nightmask.snapshot.catalog.Table.UniqueKey;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.tests.FidelityDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogTest {
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
    void columnsStandInTheOrderOfTheCopyListWithGeneratedOnesBehind() {
        Catalog catalog = read(
                "CREATE TABLE t (gone int, twice int GENERATED ALWAYS AS (2) STORED, a int NOT NULL, \"b, \"\"c\" text)",
                "ALTER TABLE t DROP gone",
                "ALTER TABLE t ADD d varchar(7)");
        assertEquals(
                List.of(
                        new Column("a", new ValueType(Family.INTEGER, 0), "integer", true, false),
                        new Column("b, \"c", new ValueType(Family.TEXT, 0), "text", false, false),
                        new Column("d", new ValueType(Family.TEXT, 7), "character varying(7)", false, false),
                        new Column("twice", new ValueType(Family.INTEGER, 0), "integer", false, true)),
                table(catalog, "public.t").columns());
    }

    @Test
    void domainCountsAsTheTypeBelowIt() {
        Catalog catalog = read(
                "CREATE DOMAIN short AS varchar(5)",
                "CREATE DOMAIN needed AS short NOT NULL",
                "CREATE EXTENSION citext",
                "CREATE TABLE t (a needed, b citext, c text[], d \"char\", e name, f timestamptz(3), g char(4))");
        assertEquals(
                List.of(
                        new Column("a", new ValueType(Family.TEXT, 5), "public.needed", true, false),
                        new Column("b", new ValueType(Family.CITEXT, 0), "public.citext", false, false),
                        new Column("c", new ValueType(Family.OTHER, 0), "text[]", false, false),
                        new Column("d", new ValueType(Family.TEXT, 1), "\"char\"", false, false),
                        new Column("e", new ValueType(Family.TEXT, 63), "name", false, false),
                        new Column(
                                "f", new ValueType(Family.TIMESTAMP, 0), "timestamp(3) with time zone", false, false),
                        new Column("g", new ValueType(Family.TEXT, 4), "character(4)", false, false)),
                table(catalog, "public.t").columns());
    }

    @Test
    void partitionKnowsTheKeysOfEveryLevelAboveIt() {
        Catalog catalog = read(
                "CREATE TABLE top (a int, b text, c timestamp, d int) PARTITION BY LIST (a)",
                "CREATE TABLE middle PARTITION OF top FOR VALUES IN (1) PARTITION BY RANGE (date_trunc('month', c), (d % 2))",
                "CREATE TABLE leaf PARTITION OF middle FOR VALUES FROM (MINVALUE, MINVALUE) TO (MAXVALUE, MAXVALUE)");
        assertEquals(List.of("a"), table(catalog, "public.top").partitionColumns());
        assertEquals(List.of("a", "c", "d"), table(catalog, "public.middle").partitionColumns());
        assertEquals(List.of("a", "c", "d"), table(catalog, "public.leaf").partitionColumns());
        assertEquals(
                List.of(table(catalog, "public.middle").oid()),
                table(catalog, "public.leaf").parents());
        assertTrue(table(catalog, "public.top").dataEntry().isEmpty());
        assertTrue(table(catalog, "public.leaf").dataEntry().isPresent());
    }

    @Test
    void partitionedTableWithoutPartitionsIsThere() {
        Catalog catalog = read("CREATE TABLE t (a int) PARTITION BY LIST (a)");
        assertEquals(List.of("a"), table(catalog, "public.t").partitionColumns());
    }

    @Test
    void hashPartitionOnAnEnumIsKnownByItsOwnNameThoughPgDumpLoadsItThroughTheRoot() {
        Catalog catalog = read(
                "CREATE TYPE colour AS ENUM ('red', 'green')",
                "CREATE TABLE root (c colour) PARTITION BY HASH (c)",
                "CREATE TABLE leaf PARTITION OF root FOR VALUES WITH (MODULUS 1, REMAINDER 0)");
        Table leaf = table(catalog, "public.leaf");
        TocEntry entry = catalog.toc().tableData().getFirst();
        assertEquals(leaf.dataEntry().getAsInt(), entry.dumpId());
        assertEquals("COPY public.root (c) FROM stdin;\n", entry.copyStatement());
    }

    @Test
    void inheritanceChildNamesItsParentsInOrder() {
        Catalog catalog = read(
                "CREATE TABLE one (a int)",
                "CREATE TABLE two (b int)",
                "CREATE TABLE child (c int) INHERITS (two, one)");
        assertEquals(
                List.of(
                        table(catalog, "public.two").oid(),
                        table(catalog, "public.one").oid()),
                table(catalog, "public.child").parents());
    }

    @Test
    void foreignKeysOfPartitionsAreThereOnceEach() {
        Catalog catalog = read(
                "CREATE TABLE target (id int, region int, PRIMARY KEY (region, id)) PARTITION BY LIST (region)",
                "CREATE TABLE target_1 PARTITION OF target FOR VALUES IN (1)",
                "CREATE TABLE target_2 PARTITION OF target FOR VALUES IN (2)",
                "CREATE TABLE refers (at int, x int, y int, CONSTRAINT fk FOREIGN KEY (y, x) REFERENCES target)"
                        + " PARTITION BY LIST (at)",
                "CREATE TABLE refers_1 PARTITION OF refers FOR VALUES IN (1)");
        List<ForeignKey> expected = List.of(new ForeignKey(
                "fk", List.of("y", "x"), table(catalog, "public.target").oid(), List.of("region", "id")));
        assertEquals(expected, table(catalog, "public.refers").foreignKeys());
        assertEquals(expected, table(catalog, "public.refers_1").foreignKeys());
    }

    @Test
    void uniqueKeysOfEveryKindAreThere() {
        Catalog catalog = read(
                "CREATE EXTENSION btree_gist",
                "CREATE TABLE t (id int PRIMARY KEY, a text, b text, c int, d daterange, e int, f int,"
                        + " CONSTRAINT t_b_c UNIQUE NULLS NOT DISTINCT (c, b),"
                        + " CONSTRAINT t_d EXCLUDE USING gist (c WITH =, d WITH &&))",
                "CREATE UNIQUE INDEX t_a ON t (lower(a), e)",
                "CREATE UNIQUE INDEX t_e ON t (e) INCLUDE (f) WHERE c > 1",
                "CREATE INDEX t_f ON t (f)");
        assertEquals(
                List.of(
                        new UniqueKey("t_a", List.of("a", "e"), true),
                        new UniqueKey("t_b_c", List.of("b", "c"), false),
                        new UniqueKey("t_d", List.of("c", "d"), false),
                        new UniqueKey("t_e", List.of("e"), true),
                        new UniqueKey("t_pkey", List.of("id"), true)),
                table(catalog, "public.t").uniqueKeys());
    }

    @Test
    void configurationTableOfAnExtensionHasItsFilter() {
        Catalog catalog = read("CREATE EXTENSION nightmask_fidelity");
        assertEquals(
                Optional.of("WHERE NOT built_in AND name <> 'x'"),
                table(catalog, "public.nightmask_settings").filter());
        assertEquals(Optional.empty(), table(catalog, "public.nightmask all").filter());
        assertEquals(2, catalog.tables().size());
    }

    @Test
    void tablesWithoutColumnsToCopyAreThere() {
        Catalog catalog = read("CREATE TABLE zero ()", "CREATE TABLE computed (a int GENERATED ALWAYS AS (1) STORED)");
        assertEquals(List.of(), table(catalog, "public.zero").columns());
        assertEquals(1, table(catalog, "public.computed").columns().size());
    }

    @Test
    void sourceSaysWhoItIs() {
        Scratch scratch = Scratch.create(server);
        SourceIdentity expected = new SourceIdentity(
                scratch.ask("SELECT system_identifier FROM pg_control_system()"),
                Long.parseLong(scratch.ask("SELECT oid FROM pg_database WHERE datname = current_database()")));
        try (Source source = scratch.source()) {
            assertEquals(expected, source.readCatalog(Compression.ZLIB).source());
        }
    }

    @Test
    void compressionThatOlderProgramsCannotReadIsNoticed() {
        String notice = "to restore, pg_restore 16 or newer is needed";
        assertEquals(List.of(), read(Compression.ZLIB).notices());
        assertEquals(List.of(), read(Compression.NONE).notices());
        assertEquals(List.of(notice), read(Compression.ZSTD).notices());
        assertEquals(List.of(notice), read(Compression.LZ4).notices());
        assertEquals(15, read(Compression.LZ4).toc().header().minor());
    }

    @Test
    void oidsAreUnsigned() throws SQLException {
        Scratch scratch = Scratch.create(server);
        List<Long> oids = new ArrayList<>();
        try (Connection connection = scratch.session()) {
            Query.forTables(
                    connection,
                    "SELECT o::oid::int8 FROM unnest(?) AS o",
                    List.of(4_294_967_295L, 2_147_483_648L),
                    row -> oids.add(row.getLong(1)));
        }
        assertEquals(List.of(4_294_967_295L, 2_147_483_648L), oids);
    }

    @Test
    void fidelityDatabaseIsReadWhole() {
        FidelityDatabase.create(server, "everything");
        try (Source source = new Scratch(server, "everything").source()) {
            Catalog catalog = source.readCatalog(Compression.ZLIB);
            assertEquals(
                    catalog.toc().tableData().size(),
                    catalog.tables().stream()
                            .filter(table -> table.dataEntry().isPresent())
                            .count());
            assertTrue(catalog.tables().size() > 100);
        }
    }

    private static Catalog read(String... statements) {
        return read(Compression.ZLIB, statements);
    }

    private static Catalog read(Compression compression, String... statements) {
        Scratch scratch = Scratch.create(server, statements);
        try (Source source = scratch.source()) {
            return source.readCatalog(compression);
        }
    }

    private static Table table(Catalog catalog, String name) {
        return catalog.tables().stream()
                .filter(table -> table.qualifiedName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
