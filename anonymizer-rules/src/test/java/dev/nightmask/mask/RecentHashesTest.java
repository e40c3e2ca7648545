package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.mask.ValueType.Family;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentHashesTest {
    private final RecentHashes recent = new RecentHashes();
    private final long[] hash = new long[4];

    @Test
    void textIsKnownOnceItsHashWasRemembered() {
        assertFalse(recent.recall(field("Anna"), hash));
        recent.remember(new long[] {1, 2, 3, 4});
        assertTrue(recent.recall(field("Anna"), hash));
        assertArrayEquals(new long[] {1, 2, 3, 4}, hash);
    }

    @Test
    void textsThatDifferAnywhereAreNotConfused() {
        List<String> texts = new ArrayList<>();
        for (int length = 1; length <= 24; length++) {
            texts.add("x".repeat(length));
            texts.add("x".repeat(length - 1) + "\0");
            texts.add("\0".repeat(length));
        }
        for (String text : texts) {
            RecentHashes one = new RecentHashes();
            assertFalse(one.recall(field(text), hash));
            one.remember(hash);
            for (String other : texts) {
                assertEquals(other.equals(text), one.recall(field(other), hash), other);
            }
        }
    }

    @Test
    void emptyAndLongTextsAreNotRemembered() {
        for (String text : List.of("", "x".repeat(25), "x".repeat(1000))) {
            assertFalse(recent.recall(field(text), hash));
            recent.remember(hash);
            assertFalse(recent.recall(field(text), hash));
        }
    }

    @Test
    void columnWithoutRepetitionsIsGivenUp() {
        for (int i = 0; i < 4096; i++) {
            assertFalse(recent.recall(field("person" + i), hash));
            recent.remember(hash);
        }
        recent.recall(field("Anna"), hash);
        recent.remember(hash);
        assertFalse(recent.recall(field("Anna"), hash));
    }

    /// Each hash is compared with that of an instance which has seen no other text.
    @Test
    void hashesAreTheSameWhetherRecalledOrComputed() {
        var random = new Random(8);
        KeyedHash hashes = hashes();
        for (int i = 0; i < 20_000; i++) {
            Field text = field("name" + (random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(900)));
            hashes.ofText(text);
            if (i % 10 == 0) {
                KeyedHash fresh = hashes();
                fresh.ofText(text);
                for (int word = 0; word < 4; word++) {
                    assertEquals(fresh.word(word), hashes.word(word));
                }
            }
        }
    }

    private static KeyedHash hashes() {
        return new KeyedHash(Masking.KEY, "test", "domain", Family.TEXT);
    }

    private static Field field(String text) {
        var field = new Field();
        field.append(text.getBytes(StandardCharsets.UTF_8));
        return field;
    }
}
