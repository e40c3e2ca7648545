package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void everyCodePointIsReadAndWrittenAsJavaDoes() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                byte[] expected = Character.toString(c).getBytes(StandardCharsets.UTF_8);
                var out = new Field();
                Utf8.append(c, out);
                assertArrayEquals(expected, Arrays.copyOf(out.array(), out.length()));
                assertEquals(c, Utf8.codePointAt(expected, 0, expected.length));
            }
        }
    }

    @Test
    void randomBytesAreRefusedWhereJavaRefusesThem() {
        var random = new Random(5);
        for (int i = 0; i < 300_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(4)];
            random.nextBytes(bytes);
            assertEquals(javaReads(bytes), weRead(bytes), () -> Arrays.toString(bytes));
        }
    }

    @Test
    void refusalSaysEncoding() {
        var failure =
                assertThrows(NightmaskException.class, () -> Utf8.codePointAt(new byte[] {(byte) 0xe2, 40}, 0, 2));
        assertEquals(Failure.TEXT_ENCODING, failure.failure());
    }

    private static boolean weRead(byte[] bytes) {
        try {
            for (int at = 0; at < bytes.length; ) {
                at += Utf8.length(Utf8.codePointAt(bytes, at, bytes.length));
            }
            return true;
        } catch (NightmaskException malformed) {
            return false;
        }
    }

    private static boolean javaReads(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
