package dev.nightmask.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTablesTest {
    private static final ByteSize SMALL = ByteSize.parse("1m");

    @Test
    void sameSeedGivesTheSameBytes() throws IOException {
        for (SampleTable table : SampleTables.of(SMALL)) {
            assertArrayEquals(text(table, 7), text(table, 7), table.name());
        }
    }

    @Test
    void anotherSeedGivesOtherRows() throws IOException {
        for (SampleTable table : SampleTables.of(SMALL)) {
            assertFalse(Arrays.equals(text(table, 7), text(table, 8)), table.name());
        }
    }

    @Test
    void everyRowOfATableHasItsColumns() throws IOException {
        for (SampleTable table : SampleTables.of(SMALL)) {
            int columns = switch (table.name()) {
                case "people" -> 23;
                case "orders" -> 10;
                case "events" -> 5;
                default -> 4;
            };
            List<String> rows =
                    new String(text(table, 7), StandardCharsets.UTF_8).lines().toList();
            assertEquals(table.rows(), rows.size(), table.name());
            assertTrue(rows.stream().allMatch(row -> row.split("\t", -1).length == columns), table.name());
        }
    }

    @Test
    void databaseHasOneWideTableOneWithForeignKeysOneNarrowAndTwentySmall() {
        assertEquals(23, SampleTables.of(SMALL).size());
        assertEquals(
                SampleTables.names(),
                SampleTables.of(SMALL).stream().map(SampleTable::name).toList());
    }

    @Test
    void tenTimesTheSizeIsTenTimesTheRows() {
        long small = SampleTables.of(ByteSize.parse("100m")).getFirst().rows();
        long large = SampleTables.of(ByteSize.parse("1g")).getFirst().rows();
        assertEquals(10.0, (double) large / small, 0.001);
    }

    private static byte[] text(SampleTable table, long seed) throws IOException {
        var out = new ByteArrayOutputStream();
        table.write(seed, out);
        return out.toByteArray();
    }
}
