package dev.nightmask.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.ExtendedPostgres;
import dev.nightmask.demo.LocalPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class FidelityDatabaseTest {
    private static final String EVERY_TYPE = """
            SELECT string_agg(t.typname, ' ') FROM pg_type t
            WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typtype IN ('b', 'r', 'm', 'e', 'd')
            AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid AND e.typtype NOT IN ('b', 'r', 'm'))
            AND NOT EXISTS (
                SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                WHERE a.atttypid = t.oid AND c.oid >= 16384 AND c.relkind = 'r')
            """;

    private static final String EVERY_KIND = """
            SCHEMA, EXTENSION, COLLATION, TYPE, SHELL TYPE, DOMAIN, FUNCTION, PROCEDURE, AGGREGATE, OPERATOR,
            OPERATOR CLASS, OPERATOR FAMILY, CAST, TRANSFORM, ACCESS METHOD, CONVERSION, PROCEDURAL LANGUAGE,
            TEXT SEARCH PARSER, TEXT SEARCH TEMPLATE, TEXT SEARCH DICTIONARY, TEXT SEARCH CONFIGURATION,
            FOREIGN DATA WRAPPER, SERVER, USER MAPPING, FOREIGN TABLE, TABLE, TABLE ATTACH, SEQUENCE,
            SEQUENCE OWNED BY, VIEW, MATERIALIZED VIEW, DEFAULT, TABLE DATA, SEQUENCE SET, BLOB, BLOBS, CONSTRAINT,
            CHECK CONSTRAINT, FK CONSTRAINT, INDEX, INDEX ATTACH, STATISTICS, RULE, TRIGGER, EVENT TRIGGER, POLICY,
            ROW SECURITY, PUBLICATION, PUBLICATION TABLE, PUBLICATION TABLES IN SCHEMA, SUBSCRIPTION, ACL,
            DEFAULT ACL, COMMENT, MATERIALIZED VIEW DATA, DATABASE PROPERTIES
            """;

    private static ExtendedPostgres installation;
    private static LocalPostgres server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void createTheDatabase() {
        installation = FidelityDatabase.installation();
        server = installation.start(Map.of());
        FidelityDatabase.create(server, "original");
    }

    @AfterAll
    static void stop() {
        server.close();
        installation.close();
    }

    @Test
    void everyBuiltInTypeIsTheTypeOfAColumn() {
        assertEquals("", ClientProgram.query(server, "original", EVERY_TYPE));
    }

    @Test
    void everyTypeWithAnInputFunctionHasValues() {
        String empty = ClientProgram.query(server, "original", """
                SELECT string_agg(c.oid::regclass::text, ' ') FROM pg_class c
                WHERE c.relnamespace = 'types'::regnamespace AND c.relname LIKE '%of %'
                AND (xpath('/row/n/text()', query_to_xml('SELECT count(value) AS n FROM ' || c.oid::regclass, false, true, '')))[1]::text = '0'
                """);
        assertEquals("", empty);
    }

    @Test
    void everyKindOfEntryThatPgDumpWritesIsInTheDump() {
        Path archive = genuineDump("original", List.of());
        String list = ClientProgram.run(server, "pg_restore", List.of("-l", "-C", archive.toString()));
        for (String kind : EVERY_KIND.strip().split(",\\s+")) {
            assertTrue(list.lines().anyMatch(line -> line.matches("\\d+; \\d+ \\d+ " + kind + " .*")), kind);
        }
    }

    @Test
    void genuineDumpAndRestoreGiveTheSameTextTwiceAndOneChangedByteShows() {
        Path archive = genuineDump("original", ClientProgram.SAME_SCOPE);
        restoreGenuinely(archive, "first");
        restoreGenuinely(archive, "second");
        Path first = PlainDump.of(server, "first", directory);
        PlainDump.assertSame(first, PlainDump.of(server, "second", directory));

        ClientProgram.query(server, "second", "UPDATE types.own SET zip = '01235' WHERE zip = '01234'");
        Path changed = PlainDump.of(server, "second", directory);
        assertThrows(AssertionFailedError.class, () -> PlainDump.assertSame(first, changed));
    }

    private Path genuineDump(String database, List<String> arguments) {
        Path archive = directory.resolve(database + ".dump");
        List<String> all =
                new ArrayList<>(List.of("-Fc", "-E", "UTF8", "-f", archive.toString(), server.uri(database)));
        all.addAll(arguments);
        ClientProgram.run(server, "pg_dump", all);
        return archive;
    }

    private void restoreGenuinely(Path archive, String database) {
        ClientProgram.createDatabase(server, database, "UTF8");
        List<String> arguments = new ArrayList<>(ClientProgram.SAME_SCOPE);
        arguments.addAll(List.of("-j", "2", "-d", server.uri(database), archive.toString()));
        ClientProgram.run(server, "pg_restore", arguments);
    }
}
