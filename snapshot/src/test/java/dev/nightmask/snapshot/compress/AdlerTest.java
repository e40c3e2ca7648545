package dev.nightmask.snapshot.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;

class AdlerTest {
    @Test
    void combinedSumsEqualTheSumOfTheWhole() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            byte[] text = new byte[random.nextInt(200_000)];
            random.nextBytes(text);
            int cut = random.nextInt(text.length + 1);
            assertCombines(text, cut);
        }
    }

    @Test
    void sumsAtTheEdgeOfTheModulusCombine() {
        byte[] text = new byte[5 * 65521];
        Arrays.fill(text, (byte) 0xff);
        for (int cut : new int[] {0, 1, 65520, 65521, 65522, 4 * 65521, text.length}) {
            assertCombines(text, cut);
            assertCombines(new byte[text.length], cut);
        }
    }

    private static void assertCombines(byte[] text, int cut) {
        long first = sum(Arrays.copyOf(text, cut));
        long second = sum(Arrays.copyOfRange(text, cut, text.length));
        assertEquals(sum(text), Adler.combine(first, second, text.length - cut));
    }

    private static long sum(byte[] text) {
        Adler32 adler = new Adler32();
        adler.update(text);
        return adler.getValue();
    }
}
