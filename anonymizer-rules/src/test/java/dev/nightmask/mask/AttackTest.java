package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule.Pseudonymize.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The attacker knows the program, all pseudonyms and a dictionary that holds every original, but not the key.
class AttackTest {
    private static final List<String> ORIGINALS = IntStream.range(0, 2_000)
            .mapToObj(i -> "person" + i + "@corp.example")
            .toList();

    @Test
    void unkeyedHashesMatchNoPseudonym() {
        Set<String> published = published(AttackTest::masked);
        for (Function<String, String> guess : guesses()) {
            assertEquals(0, recovered(published, guess));
        }
    }

    @Test
    void anotherKeyMatchesNoPseudonym() {
        Masker other = new Maskers(Masking.OTHER_KEY).create(Masking.pseudonymize(Kind.EMAIL), Masking.TEXT, "domain");
        assertEquals(0, recovered(published(AttackTest::masked), text -> distinctPart(Masking.mask(other, text))));
    }

    /// The same attack succeeds on pseudonyms without a key, so its zero above means something.
    @Test
    void attackRecoversEverythingFromUnkeyedHashes() {
        for (Function<String, String> careless : guesses()) {
            assertEquals(ORIGINALS.size(), recovered(published(careless), careless));
        }
    }

    private static List<Function<String, String>> guesses() {
        return List.of(
                text -> base32(sha256(text.getBytes(StandardCharsets.UTF_8))),
                text -> base32(sha256(canonical(text))),
                text -> base32(sha256(sha256(canonical(text)))));
    }

    private static Set<String> published(Function<String, String> mask) {
        return new HashSet<>(ORIGINALS.stream().map(mask).toList());
    }

    private static long recovered(Set<String> published, Function<String, String> guess) {
        return ORIGINALS.stream().map(guess).filter(published::contains).count();
    }

    private static String masked(String text) {
        return distinctPart(Masking.mask(Masking.masker(Kind.EMAIL, Family.TEXT), text));
    }

    private static String distinctPart(String email) {
        return email.substring(email.lastIndexOf('.', email.indexOf('@')) + 1, email.indexOf('@'));
    }

    private static String base32(byte[] hash) {
        byte[] text = new byte[Base32.LENGTH];
        Base32.write(ByteBuffer.wrap(hash).getLong(), ByteBuffer.wrap(hash).getLong(8), text, 0);
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static byte[] canonical(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + utf8.length)
                .put((byte) 'T')
                .putInt(utf8.length)
                .put(utf8)
                .array();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
