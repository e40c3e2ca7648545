package dev.nightmask.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.ExtendedPostgres;
import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With every column kept, Nightmask's way from one server to another ends where that of pg_dump and pg_restore
/// ends.
class FidelityTest {
    @TempDir
    private static Path directory;

    private static ExtendedPostgres installation;
    private static LocalPostgres source;
    private static LocalPostgres target;
    private static Path archive;
    private static Path genuine;

    @BeforeAll
    static void takeASnapshot() {
        installation = FidelityDatabase.installation();
        source = installation.start(Map.of());
        target = installation.start(Map.of());
        FidelityDatabase.create(source, "original");
        archive = snapshot("original");
        ClientProgram.query(target, "postgres", "CREATE ROLE left_out_role");
        restoreGenuinely("original", "genuine", "UTF8");
        FidelityDatabase.load(target, "genuine", "foreign-options-left-out");
        genuine = PlainDump.of(target, "genuine", directory);
    }

    @AfterAll
    static void stop() {
        source.close();
        target.close();
        installation.close();
    }

    @Test
    void restoredDatabaseEqualsWhatPgDumpAndPgRestoreMake() {
        assertEquals(List.of(), WholePath.restore(archive, target, "ours").harmless());
        PlainDump.assertSame(genuine, PlainDump.of(target, "ours", directory));
        assertSameRowsByEnumHash("ours");
    }

    @Test
    void pgRestoreReadsTheArchiveByItself() {
        ClientProgram.createDatabase(target, "parallel", "UTF8");
        List<String> arguments = List.of("--no-owner", "-j", "4", "-d", target.uri("parallel"), archive.toString());
        ClientProgram.run(target, "pg_restore", arguments);
        PlainDump.assertSame(genuine, PlainDump.of(target, "parallel", directory));
        assertSameRowsByEnumHash("parallel");
    }

    @Test
    void pgRestoreReadsTheArchiveFromAPipe() {
        ClientProgram.createDatabase(target, "piped", "UTF8");
        ClientProgram.run(target, "pg_restore", List.of("--no-owner", "-d", target.uri("piped")), archive);
        PlainDump.assertSame(genuine, PlainDump.of(target, "piped", directory));
        assertSameRowsByEnumHash("piped");
    }

    @Test
    void pgRestoreListsTheArchiveAndTakesOneTableOutOfIt() {
        String list = ClientProgram.run(target, "pg_restore", List.of("-l", archive.toString()));
        assertTrue(list.contains("TABLE DATA tables many_rows"), list);
        ClientProgram.createDatabase(target, "single", "UTF8");
        List<String> one = List.of("--no-owner", "-t", "multibyte", "-d", target.uri("single"), archive.toString());
        ClientProgram.query(target, "single", "CREATE SCHEMA text");
        ClientProgram.run(target, "pg_restore", one);
        String everyValue = "SELECT string_agg(md5(value), ',' ORDER BY what) FROM text.multibyte";
        assertEquals(
                ClientProgram.query(source, "original", everyValue), ClientProgram.query(target, "single", everyValue));
    }

    @Test
    void latin1DatabaseArrivesInUtf8() {
        assertSameInEncoding("LATIN1", "latin1");
    }

    @Test
    void japaneseDatabaseWhoseClientsSpeakShiftJisArrivesInUtf8() {
        assertSameInEncoding("EUC_JP", "euc_jp");
    }

    @Test
    void bytesThatAreNoTextStopTheRunAndTheTableIsNamed() {
        ClientProgram.createDatabase(source, "sql_ascii", "SQL_ASCII");
        FidelityDatabase.load(source, "sql_ascii", "sql_ascii");
        NightmaskException refused = assertThrows(NightmaskException.class, () -> snapshot("sql_ascii"));
        assertEquals(Failure.TEXT_ENCODING, refused.failure());
        assertTrue(refused.problems().getFirst().sentence().contains("public.people"));
    }

    private static void assertSameInEncoding(String encoding, String part) {
        ClientProgram.createDatabase(source, part, encoding);
        FidelityDatabase.load(source, part, part);
        restoreGenuinely(part, part + "_genuine", "UTF8");
        WholePath.restore(snapshot(part), target, part + "_ours");
        PlainDump.assertSame(
                PlainDump.of(target, part + "_genuine", directory), PlainDump.of(target, part + "_ours", directory));
    }

    private static void assertSameRowsByEnumHash(String database) {
        assertEquals(PlainDump.rowsByEnumHash(source, "original"), PlainDump.rowsByEnumHash(target, database));
    }

    private static Path snapshot(String database) {
        return WholePath.snapshot(source.uri(database), WholePath.KEEP_EVERYTHING, WholePath.KEY, directory);
    }

    private static void restoreGenuinely(String from, String to, String encoding) {
        Path dump = directory.resolve(from + ".dump");
        List<String> dumping = new ArrayList<>(ClientProgram.SAME_SCOPE);
        dumping.addAll(List.of("-Fc", "--no-blobs", "-f", dump.toString(), source.uri(from)));
        ClientProgram.run(source, "pg_dump", dumping);
        ClientProgram.createDatabase(target, to, encoding);
        List<String> restoring = new ArrayList<>(ClientProgram.SAME_SCOPE);
        restoring.addAll(List.of("-d", target.uri(to), dump.toString()));
        ClientProgram.run(target, "pg_restore", restoring);
    }
}
