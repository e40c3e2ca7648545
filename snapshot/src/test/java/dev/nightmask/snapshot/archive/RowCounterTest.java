package dev.nightmask.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowCounterTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 100})
    void rowsAreCountedHoweverTheTextIsCut(int cut) {
        RowCounter counter = count("a\tb\n\nc\n\\.\n\n\n", cut);
        assertTrue(counter.isTerminated());
        assertEquals(3, counter.rows());
        assertEquals(7, counter.bytes());
    }

    @Test
    void terminatorAloneIsATableWithoutRows() {
        RowCounter counter = count("\\.\n\n\n", 2);
        assertTrue(counter.isTerminated());
        assertEquals(0, counter.rows());
        assertEquals(0, counter.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\\.", "\\.\n", "\\.\n\n", "a\\.\n\n\n", "a\n\\.\n\n\n\n", "a\n\\.\n\n", "a\n"})
    void otherEndsAreNotTheTerminator(String text) {
        assertFalse(count(text, 3).isTerminated());
    }

    private static RowCounter count(String text, int cut) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        RowCounter counter = new RowCounter();
        counter.clear();
        for (int at = 0; at < bytes.length; at += cut) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + cut));
            counter.accept(part, part.length);
        }
        return counter;
    }
}
