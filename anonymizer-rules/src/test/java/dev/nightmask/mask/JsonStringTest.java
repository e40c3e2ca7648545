package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonStringTest {
    /// What must be escaped, its neighbours, and characters with bytes that differ from it in the highest bit alone.
    private static final String TRICKY = "\"\\\u0001\t\n\u001f !#[]\u007f\u00a2\u0722\u201c";

    /// Wherever in a word of eight bytes such a character stands.
    @Test
    void everyTextComesBackAndIsEscapedWhereItMust() {
        for (int length = 1; length < 30; length++) {
            for (int at = 0; at < length; at++) {
                for (int i = 0; i < TRICKY.length(); i++) {
                    String text = "x".repeat(at) + TRICKY.charAt(i) + "y".repeat(length - at - 1);
                    var literal = new Field();
                    JsonString.append(field(text), literal);
                    assertEquals("\"" + naive(text) + "\"", text(literal));
                    var decoded = new Field();
                    JsonString.decode(literal.array(), 1, literal.length() - 1, decoded);
                    assertEquals(text, text(decoded));
                }
            }
        }
    }

    private static String naive(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }

    private static Field field(String text) {
        var field = new Field();
        field.append(text.getBytes(StandardCharsets.UTF_8));
        return field;
    }

    private static String text(Field field) {
        return new String(field.array(), 0, field.length(), StandardCharsets.UTF_8);
    }
}
