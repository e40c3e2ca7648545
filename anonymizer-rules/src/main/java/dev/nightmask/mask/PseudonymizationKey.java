package dev.nightmask.mask;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The secret that every pseudonym hangs on: 32 bytes, never shown, never stored.
///
/// It masks nothing itself. Each technique works under a sub-key of its own (HKDF-SHA256, RFC 5869), so what
/// is learned of one pseudonym domain says nothing of another. Immutable and safe to share between threads.
public final class PseudonymizationKey {
    private static final int BYTES = 32;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    private final SecretKey master;

    private PseudonymizationKey(byte[] master) {
        this.master = new SecretKeySpec(master, "HKDF");
    }

    /// Reads a key from its text; white space around it is ignored.
    ///
    /// @param hexOrBase64 64 hex digits, or the base64 of 32 bytes
    /// @throws NightmaskException `KEY_UNUSABLE` when it is neither
    public static PseudonymizationKey parse(String hexOrBase64) {
        String text = hexOrBase64.strip();
        byte[] bytes = HEX.matcher(text).matches() ? HexFormat.of().parseHex(text) : fromBase64(text);
        if (bytes.length != BYTES) {
            throw unusable();
        }
        return new PseudonymizationKey(bytes);
    }

    /// A key of 256 bits for one purpose in one pseudonym domain.
    ///
    /// @param purpose the technique, for example `pseudonymize.email`
    /// @param algorithm what the sub-key is for, as the JDK names it: `HmacSHA256` or `AES`
    SecretKey derive(String purpose, String domain, String algorithm) {
        try {
            byte[] info = info("nightmask", purpose, domain, "1");
            var expand = HKDFParameterSpec.ofExtract().addIKM(master).thenExpand(info, BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, expand);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 25 on has HKDF-SHA256", e);
        }
    }

    /// Each part behind its length, so that no two lists of parts give the same bytes.
    private static byte[] info(String... parts) {
        var info = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            info.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            info.writeBytes(bytes);
        }
        return info.toByteArray();
    }

    private static byte[] fromBase64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException ignored) {
            throw unusable();
        }
    }

    private static NightmaskException unusable() {
        return new NightmaskException(Failure.KEY_UNUSABLE, new Place.Nowhere());
    }

    @Override
    public String toString() {
        return "***";
    }
}
