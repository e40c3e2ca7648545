package dev.nightmask.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertEquals(2, Spread.of(List.of(9.0, 1.0, 2.0)).median());
        assertEquals(2.5, Spread.of(List.of(9.0, 1.0, 2.0, 3.0)).median());
    }

    @Test
    void leastAndMostAreFoundAndTheOrderOfRunsIsKept() {
        Spread spread = Spread.of(List.of(3.0, 1.0, 2.0));
        assertEquals(1, spread.min());
        assertEquals(3, spread.max());
        assertEquals(List.of(3.0, 1.0, 2.0), spread.all());
    }

    @Test
    void sizesAreReadAsPeopleWriteThem() {
        assertEquals(100_000_000, ByteSize.parse("100m").bytes());
        assertEquals(10_000_000_000L, ByteSize.parse("10G").bytes());
        for (String bad : List.of("", "1", "g", "0g", "-1g", "1.5g", "1gb")) {
            assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(bad), bad);
        }
    }
}
