package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.check.DatabaseCheck;
import dev.nightmask.snapshot.check.DatabaseCheck.Depth;
import dev.nightmask.snapshot.check.Expected;
import dev.nightmask.snapshot.guard.Session;
import dev.nightmask.tests.ClientProgram;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Gathered table by table, statistics are those that ANALYZE gathers of the whole database.
class StatisticsTest {
    private static final String SCHEMA = """
            CREATE SCHEMA "Odd ""name";
            CREATE TABLE "Odd ""name"."ta,ble" AS SELECT i AS id, i % 7 AS kind FROM generate_series(1, 100) AS i;
            CREATE TABLE large AS SELECT i AS id, repeat('x', 500) AS text FROM generate_series(1, 20000) AS i;
            CREATE TABLE parent AS SELECT i AS id FROM generate_series(1, 100) AS i;
            CREATE TABLE child () INHERITS (parent);
            INSERT INTO child SELECT i FROM generate_series(1, 100) AS i;
            CREATE TABLE split (id int, day int) PARTITION BY RANGE (id);
            CREATE TABLE split_low PARTITION OF split FOR VALUES FROM (0) TO (50) PARTITION BY RANGE (day);
            CREATE TABLE split_low_early PARTITION OF split_low FOR VALUES FROM (0) TO (50);
            CREATE TABLE split_high PARTITION OF split FOR VALUES FROM (50) TO (100);
            INSERT INTO split SELECT i, i % 50 FROM generate_series(0, 99) AS i;
            CREATE MATERIALIZED VIEW seen AS SELECT id FROM large WHERE id % 3 = 0;
            CREATE FUNCTION near(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 / 10';
            CREATE FUNCTION nearer(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT near($1) / 10';
            CREATE INDEX large_nearer ON large (nearer(id));
            """;

    private static final String GATHERED = """
            SELECT string_agg(DISTINCT format('%I.%I.%I %s', schemaname, tablename, attname, inherited), chr(10))
            FROM pg_stats WHERE schemaname NOT IN ('pg_catalog', 'information_schema')""";

    private static LocalPostgres server;

    @BeforeAll
    static void start() {
        server = LocalPostgres.start(Map.of("autovacuum", "off"));
        ClientProgram.createDatabase(server, "whole", "UTF8");
        ClientProgram.query(server, "whole", SCHEMA);
        ClientProgram.query(server, "postgres", "CREATE DATABASE pieces TEMPLATE whole");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void noTableIsLeftOut() {
        try (Session one = open();
                Session other = open()) {
            DatabaseCheck.examine(other, Expected.nothing(), Depth.LOADED);
            Statistics.of(one).gather(other);
        }
        ClientProgram.query(server, "whole", "ANALYZE");
        String expected = ClientProgram.query(server, "whole", GATHERED);
        assertTrue(expected.contains("large_nearer"), expected);
        assertTrue(expected.contains("split_low.id t"), expected);
        assertEquals(expected, ClientProgram.query(server, "pieces", GATHERED));
        assertEquals(
                "t",
                ClientProgram.query(server, "pieces", "SELECT count(*) > 0 FROM pg_stats WHERE tablename = 'pg_class'")
                        .strip());
    }

    private static Session open() {
        return Session.open(ConnectionSettings.of(server.uri("pieces"), Map.of()));
    }
}
