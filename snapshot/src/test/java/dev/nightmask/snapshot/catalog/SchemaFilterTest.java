package dev.nightmask.snapshot.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.archive.TocEntry.Section;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFilterTest {
    private static final ClientProgram PG_DUMP = new ClientProgram(Path.of("pg_dump"), new PostgresVersion(17, 11));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMENT",
                "SECURITY LABEL",
                "PUBLICATION",
                "PUBLICATION TABLE",
                "PUBLICATION TABLES IN SCHEMA",
                "SUBSCRIPTION",
                "USER MAPPING",
                "DATABASE",
                "DATABASE PROPERTIES",
                "ACL",
                "DEFAULT ACL",
                "BLOB",
                "BLOB METADATA",
                "BLOBS"
            })
    void entryThatCarriesSecretsStaysBehind(String desc) {
        assertEquals(
                List.of("TABLE"),
                filter(entry(1, desc, "secret"), entry(2, "TABLE", "CREATE TABLE t ();\n")).stream()
                        .map(TocEntry::desc)
                        .toList());
    }

    @Test
    void kindsThatAreNotKnownStopTheRunAllAtOnce() {
        NightmaskException e = assertThrows(
                NightmaskException.class,
                () -> filter(
                        entry(1, "STATISTICS DATA", "secret"),
                        entry(2, "TABLE", "x"),
                        entry(3, "NEW KIND", "x"),
                        entry(4, "secret@mail.example", "x")));
        assertEquals(
                List.of(unknown(1, "STATISTICS DATA"), unknown(3, "NEW KIND"), unknown(4, "unreadable kind")),
                e.problems());
    }

    @Test
    void ownerIsBlankedAndNothingElseChanges() {
        TocEntry before = entry(7, "FUNCTION", "CREATE FUNCTION f() ...;\n");
        TocEntry after = filter(before).getFirst();
        assertEquals("", after.owner());
        assertEquals(before.toString().replace("owner=alice", "owner="), after.toString());
    }

    @Test
    void markOfALaterMinorReleaseStopsTheRun() {
        NightmaskException e = assertThrows(
                NightmaskException.class,
                () -> filter(entry(1, "TABLE", "ALTER TABLE ONLY t ALTER COLUMN a SET (pg_attver=2);\n")));
        assertEquals(
                new Problem(
                        Failure.PG_DUMP_TOO_OLD,
                        new Place.Program("pg_dump", "17.11", "the minor release of the server")),
                e.problems().getFirst());
    }

    @Test
    void foreignTableOfAFileKeepsNoFileName() {
        List<TocEntry> entries = filter(
                entry(1, "SERVER", "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;\n"),
                entry(
                        2,
                        "FOREIGN TABLE",
                        "CREATE FOREIGN TABLE s.t (\n)\nSERVER files\nOPTIONS (\n    filename '/x'\n);\n",
                        1),
                entry(
                        3,
                        "FOREIGN TABLE",
                        "CREATE FOREIGN TABLE s.u (\n)\nSERVER far\nOPTIONS (\n    table '/x'\n);\n"));
        assertEquals(
                "CREATE FOREIGN TABLE s.t (\n)\nSERVER files\nOPTIONS (filename '/dev/null');\n",
                entries.get(1).definition());
        assertEquals(
                "CREATE FOREIGN TABLE s.u (\n)\nSERVER far;\n", entries.get(2).definition());
    }

    private static Problem unknown(int dumpId, String desc) {
        return new Problem(Failure.SCHEMA_ENTRY_UNKNOWN, new Place.TocEntry(dumpId, desc));
    }

    private static List<TocEntry> filter(TocEntry... entries) {
        return SchemaFilter.filter(List.of(entries), PG_DUMP).entries();
    }

    private static TocEntry entry(int dumpId, String desc, String definition, Integer... dependencies) {
        return new TocEntry(
                dumpId,
                false,
                1259,
                4_000_000_001L,
                "tag",
                desc,
                Section.PRE_DATA,
                definition,
                "DROP x;\n",
                null,
                "public",
                "",
                "heap",
                0,
                "alice",
                List.of(dependencies));
    }
}
