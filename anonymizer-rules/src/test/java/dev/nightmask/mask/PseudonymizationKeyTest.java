package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymizationKeyTest {
    private static final String HEX = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    @Test
    void hexAndBase64OfTheSameBytesAreTheSameKey() {
        byte[] bytes = HexFormat.of().parseHex(HEX);
        var fromHex = PseudonymizationKey.parse(HEX.toUpperCase(Locale.ROOT));
        var fromBase64 = PseudonymizationKey.parse(Base64.getEncoder().encodeToString(bytes) + "\n");
        assertArrayEquals(subKey(fromHex, "p", "d"), subKey(fromBase64, "p", "d"));
    }

    /// Computed with Python's hmac by RFC 5869: an empty salt, and the info parts behind their lengths.
    @Test
    void subKeyIsHkdfOfPurposeAndDomain() {
        assertEquals(
                "8727d2655fa5f7c5d84a36a50987c881ea2aef211955f7d02a7da5f0f2a2e63e",
                HexFormat.of().formatHex(subKey(PseudonymizationKey.parse(HEX), "pseudonymize.email", "email")));
    }

    @Test
    void partsOfTheInfoCannotRunIntoEachOther() {
        var key = PseudonymizationKey.parse(HEX);
        assertNotEquals(
                HexFormat.of().formatHex(subKey(key, "ab", "c")), HexFormat.of().formatHex(subKey(key, "a", "bc")));
    }

    @Test
    void keyIsNeverShown() {
        assertEquals("***", PseudonymizationKey.parse(HEX).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "000102030405060708090a0b0c0d0e0f",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1",
                "g00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                "AAECAwQFBgcICQoLDA0ODw=="
            })
    void anythingButThirtyTwoBytesIsUnusable(String text) {
        var failure = assertThrows(NightmaskException.class, () -> PseudonymizationKey.parse(text));
        assertEquals(Failure.KEY_UNUSABLE, failure.failure());
        assertFalse(text.length() > 3 && failure.toString().contains(text));
    }

    private static byte[] subKey(PseudonymizationKey key, String purpose, String domain) {
        return key.derive(purpose, domain, "HmacSHA256").getEncoded();
    }
}
