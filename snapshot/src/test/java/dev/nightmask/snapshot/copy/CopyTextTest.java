package dev.nightmask.snapshot.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.mask.Field;
import org.junit.jupiter.api.Test;

class CopyTextTest {
    @Test
    void everyByteButNulComesBackUnchanged() {
        StringBuilder all = new StringBuilder();
        for (char c = 1; c < 0x80; c++) {
            all.append(c);
        }
        all.append("häß 表 \uD83D\uDE00");
        assertEquals(all.toString(), unescape(escape(all.toString())));
    }

    @Test
    void onlyTheSevenEscapesOfTheServerAreWritten() {
        assertEquals("\\b\\f\\n\\r\\t\\v\\\\\u0001\u007f'", escape("\b\f\n\r\t\u000b\\\u0001\u007f'"));
    }

    @Test
    void unknownEscapeStandsForItsLetter() {
        assertEquals("qNx", unescape("\\q\\N\\x"));
    }

    /// Wherever in a word of eight bytes an escape stands, and whatever stands beside it.
    @Test
    void escapesAreFoundAtEveryPlace() {
        String special = "\b\f\n\r\t\u000b\\\u0001\u001f ~\u00dc\u0708";
        for (int length = 1; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                for (int i = 0; i < special.length(); i++) {
                    String value = "x".repeat(at) + special.charAt(i) + "y".repeat(length - at - 1);
                    String escaped = escape(value);
                    assertEquals(naive(value), escaped);
                    assertEquals(value, unescape(escaped));
                }
            }
        }
    }

    @Test
    void nullIsNotTheTextBackslashN() {
        assertTrue(isNull("\\N"));
        assertFalse(isNull("\\\\N"));
        assertFalse(isNull(""));
        assertFalse(isNull("N"));
        assertEquals("\\\\N", escape("\\N"));
    }

    private static String naive(String value) {
        return value.replace("\\", "\\\\")
                .replace("\b", "\\b")
                .replace("\f", "\\f")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\u000b", "\\v");
    }

    private static boolean isNull(String field) {
        return CopyText.isNull(field.getBytes(UTF_8), 0, field.length());
    }

    private static String escape(String value) {
        Field in = new Field();
        in.append(value.getBytes(UTF_8));
        return CollectedText.of(out -> CopyText.escape(in, out)).text();
    }

    private static String unescape(String field) {
        byte[] bytes = field.getBytes(UTF_8);
        Field out = new Field();
        CopyText.unescape(bytes, 0, bytes.length, out);
        return new String(out.array(), 0, out.length(), UTF_8);
    }
}
