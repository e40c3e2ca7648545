package dev.nightmask.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One round on a database of 5 MB: not how fast anything is, but that everything is measured.
class ComparisonTest {
    private static final ByteSize SIZE = ByteSize.parse("5m");
    private static final List<String> NIGHTMASK = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.nightmask.cli.Nightmask");

    @TempDir
    private static Path directory;

    private static SampleDatabase database;
    private static Report report;

    @BeforeAll
    static void compare() {
        database = SampleDatabase.create(SIZE, 1);
        Commands commands = Commands.prepare(database.client(), NIGHTMASK, directory);
        Rounds rounds = new Comparison(database, commands, directory, unused -> {})
                .run(Contenders.selected(List.of("copy", "pg_dump/1/1", "zlib:1/1")), 1);
        report = Report.of(
                LocalDate.EPOCH,
                Machine.of(database.client()),
                new Report.Database(SIZE.toString(), database.tableBytes(), 1),
                rounds);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void databaseHasTheSizeThatWasAskedFor() {
        assertEquals(1, (double) database.tableBytes() / SIZE.bytes(), 0.05);
    }

    @Test
    void orderWithoutAPersonIsImpossible() {
        assertEquals("3", database.client().query("SELECT count(*) FROM pg_constraint WHERE contype = 'f'"));
    }

    @Test
    void everythingIsMeasuredOfEveryContender() {
        assertEquals(Map.of(), report.notRun());
        assertEquals(3, report.contenders().size());
        for (Report.Row row : report.contenders()) {
            Quantities measured = row.quantities();
            assertTrue(measured.wallSeconds().min() > 0, row.title());
            assertTrue(measured.serverCpuSeconds().min() >= 0, row.title());
            assertTrue(
                    measured.firstCopySeconds().min() <= measured.wallSeconds().min(), row.title());
        }
        // The other two may be gone before they are looked at.
        assertTrue(report.contenders().getLast().quantities().residentMb().min() > 50);
    }

    @Test
    void archivesAreSmallerThanTheTablesAndTheServerAloneWritesNothing() {
        assertEquals(0, report.contenders().getFirst().quantities().outputMb().max());
        for (Report.Row row : report.contenders().subList(1, 3)) {
            double output = row.quantities().outputMb().max();
            assertTrue(output > 0.5 && output < SIZE.bytes() / 1e6, row.title());
        }
    }

    @Test
    void reportIsJsonWithTheMachineAndTheRatios() {
        JsonNode json = JsonMapper.shared().readTree(CompareCommand.toJson(report));
        assertTrue(json.at("/machine/cores").asInt() > 0);
        assertEquals(1, json.at("/contenders/1/wallRatio/median").asDouble());
        assertTrue(json.at("/contenders/2/wallRatio/median").asDouble() > 0);
    }

    @Test
    void reportTakesThePlaceOfTheTableInAPage() throws Exception {
        Path page = Files.writeString(
                directory.resolve("page.md"),
                "# Speed\n<!-- measured: written by benchmarks/run -->\nold\n<!-- end of measured -->\nEnd.\n");
        Page.replaceTable(page, Tables.of(report));
        String text = Files.readString(page);
        assertTrue(text.contains("| nightmask zlib:1, 1 job |"), text);
        assertTrue(text.startsWith("# Speed\n") && text.endsWith("\nEnd.\n") && !text.contains("old"), text);
    }

    @Test
    void nothingIsLeftOfARun() throws Exception {
        try (var files = Files.list(directory)) {
            assertTrue(files.noneMatch(file -> file.endsWith("output")));
        }
    }
}
