package dev.nightmask.snapshot.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeparatorsTest {
    /// Separators, their neighbours, and bytes that differ from them in the highest bit alone.
    private static final byte[] TRICKY = {'\t', '\t', 0, 8, 11, 'a', (byte) 0x88, (byte) 0x89, (byte) 0x8a, (byte) 0xff
    };

    private final Random random = new Random(5);

    @Test
    void agreesWithALoopOverTheBytes() {
        for (int round = 0; round < 200_000; round++) {
            byte[] row = row(random.nextInt(40));
            int from = random.nextInt(row.length);
            int skipped = random.nextInt(6);
            assertEquals(expected(row, from, skipped), Separators.find(row, from, skipped), () -> Arrays.toString(row));
        }
    }

    private byte[] row(int length) {
        byte[] row = new byte[length + 1];
        boolean sparse = random.nextBoolean();
        for (int i = 0; i < length; i++) {
            row[i] = sparse && random.nextInt(8) > 0 ? (byte) 'x' : TRICKY[random.nextInt(TRICKY.length)];
        }
        if (length > 0 && random.nextInt(4) == 0) {
            row[random.nextInt(length)] = '\n';
        }
        row[length] = '\n';
        return row;
    }

    private static int expected(byte[] row, int from, int skipped) {
        int left = skipped;
        for (int at = from; ; at++) {
            if (row[at] == '\n' || (row[at] == '\t' && left-- == 0)) {
                return at;
            }
        }
    }
}
