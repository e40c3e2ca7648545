package dev.nightmask.snapshot.copy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.rules.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedRowsTest {
    private static final int PIECE = MaskedRows.PIECE_BYTES;

    @Test
    void rowThatEndsWithThePieceCountsInIt() {
        CollectedText text = CollectedText.of(out -> {
            append(out, PIECE);
            append(out, 7);
        });
        assertEquals(List.of(PIECE, 7), text.lengths());
        assertEquals(List.of(1L, 1L), text.rows());
    }

    @Test
    void rowCountsInThePieceWhereItEnds() {
        CollectedText text = CollectedText.of(out -> {
            append(out, 10);
            append(out, PIECE);
            append(out, 3 * PIECE - 10);
            append(out, 1);
        });
        assertEquals(List.of(PIECE, PIECE, PIECE, PIECE, 1), text.lengths());
        assertEquals(List.of(1L, 1L, 0L, 1L, 1L), text.rows());
    }

    @Test
    void singleBytesFillPiecesToo() {
        CollectedText text = CollectedText.of(out -> {
            for (int i = 0; i < PIECE + 1; i++) {
                out.append('x');
            }
        });
        assertEquals(List.of(PIECE, 1), text.lengths());
        assertEquals("x".repeat(PIECE + 1), text.text());
    }

    @Test
    void nothingIsHandedOnForNothing() {
        assertEquals(List.of(), CollectedText.of(out -> {}).lengths());
    }

    /// Of a row of another table, not even the part that fills the piece before it may go out.
    @Test
    void partOfARowIsHandedOnOnlyIfTheRowIsOneOfTheTable() {
        RowMasker masker = new RowMasker(CopyPlan.of(CopyPlan.KEEP, CopyPlan.KEEP), CopyPlan.maskers());
        String fits = "a\t" + "b".repeat(PIECE - 8) + "\n";
        String wrong = "a\tb".repeat(9) + "\n";
        CollectedText text = new CollectedText();
        MaskedRows out = new MaskedRows();
        out.begin(text);
        masker.mask(fits.getBytes(US_ASCII), out);
        assertThrows(NightmaskException.class, () -> masker.mask(wrong.getBytes(US_ASCII), out));
        assertEquals("", text.text());
    }

    @Test
    void longRowOfTheTableGoesThroughInParts() {
        RowMasker masker = new RowMasker(CopyPlan.of(CopyPlan.KEEP, new Rule.Replace("X")), CopyPlan.maskers());
        String row = "a".repeat(3 * PIECE) + "\tsecret\n";
        CollectedText text = CollectedText.of(out -> masker.mask(row.getBytes(US_ASCII), out));
        assertEquals("a".repeat(3 * PIECE) + "\tX\n", text.text());
        assertEquals(List.of(0L, 0L, 0L, 1L), text.rows());
    }

    private static void append(MaskedRows out, int count) {
        out.append(new byte[count + 5], 5, count);
        out.endRow();
    }
}
