package dev.nightmask.mask;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HmacSha256Test {
    /// RFC 4231, section 4: all but case 5, which is about truncation.
    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of(
                        bytes(0x0b, 20),
                        "Hi There".getBytes(US_ASCII),
                        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
                Arguments.of(
                        "Jefe".getBytes(US_ASCII),
                        "what do ya want for nothing?".getBytes(US_ASCII),
                        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
                Arguments.of(
                        bytes(0xaa, 20),
                        bytes(0xdd, 50),
                        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
                Arguments.of(
                        HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f10111213141516171819"),
                        bytes(0xcd, 50),
                        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
                Arguments.of(
                        bytes(0xaa, 131),
                        "Test Using Larger Than Block-Size Key - Hash Key First".getBytes(US_ASCII),
                        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
                Arguments.of(
                        bytes(0xaa, 131),
                        ("This is a test using a larger than block-size key and a larger than block-size data."
                                        + " The key needs to be hashed before being used by the HMAC algorithm.")
                                .getBytes(US_ASCII),
                        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void vectorsOfRfc4231Hold(byte[] key, byte[] message, String hash) {
        var hmac = new HmacSha256(key);
        hmac.update(message, message.length);
        assertEquals(hash, HexFormat.of().formatHex(finish(hmac)));
    }

    /// One after another on one instance, in parts that fit behind the key and parts that don't.
    @Test
    void agreesWithTheJdkOnRandomMessagesInRandomParts() throws GeneralSecurityException {
        var random = new Random(11);
        byte[] key = randomBytes(random, 32);
        var hmac = new HmacSha256(key);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (int i = 0; i < 3_000; i++) {
            for (int part = random.nextInt(4); part > 0; part--) {
                byte[] bytes = randomBytes(random, random.nextInt(part == 2 ? 1_000 : 70));
                hmac.update(bytes, bytes.length);
                mac.update(bytes);
            }
            assertArrayEquals(mac.doFinal(), finish(hmac));
        }
    }

    private static byte[] finish(HmacSha256 hmac) {
        byte[] hash = new byte[HmacSha256.LENGTH];
        hmac.finish(hash);
        return hash;
    }

    private static byte[] bytes(int value, int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] randomBytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
