package dev.nightmask.mask;

import dev.nightmask.mask.ValueType.Family;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/// HMAC-SHA-256 (RFC 2104) of a field: the 32 bytes that a pseudonym is made from.
///
/// The input stands behind a tag and its length, so it can't be mistaken for anything else hashed under the
/// same key. A text counts byte for byte, without Unicode normalisation, because two fields that a unique key
/// tells apart must stay apart; only citext is folded to lower case first, as its equality is.
///
/// Not thread-safe. Four SHA-256 blocks for a short field, 1 to 1.5 us. The JDK's [Mac] makes one array of 32
/// bytes per hash (48 with its header, `HmacCore.engineDoFinal`); nothing else is allocated.
final class KeyedHash {
    private static final byte TEXT = 'T';
    private static final byte UUID = 'U';
    private static final byte NEXT = 'N';

    private final Mac mac;
    private final boolean folds;
    private final Field folded = new Field();
    private final byte[] head = new byte[5];
    private final byte[] hash = new byte[32];

    /// @param purpose the technique, for example `pseudonymize.email`
    KeyedHash(PseudonymizationKey key, String purpose, String domain, Family family) {
        folds = family == Family.CITEXT;
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(key.derive(purpose, domain, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// The hash of a text. The array is the same at each call and holds until the next.
    byte[] ofText(Field text) {
        Field canonical = folds ? fold(text) : text;
        return of(TEXT, canonical.array(), canonical.length());
    }

    /// The hash of the 16 bytes of a UUID.
    byte[] ofUuid(byte[] uuid) {
        return of(UUID, uuid, uuid.length);
    }

    /// The hash of the last hash: the next 32 bytes of a stream that nobody can tell without the key.
    byte[] next() {
        return of(NEXT, hash, hash.length);
    }

    /// Eight bytes of the last hash as a number.
    ///
    /// @param offset 0 to 24
    long longAt(int offset) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (hash[offset + i] & 0xff);
        }
        return value;
    }

    private byte[] of(byte tag, byte[] bytes, int count) {
        head[0] = tag;
        head[1] = (byte) (count >>> 24);
        head[2] = (byte) (count >>> 16);
        head[3] = (byte) (count >>> 8);
        head[4] = (byte) count;
        mac.update(head);
        mac.update(bytes, 0, count);
        try {
            mac.doFinal(hash, 0);
            return hash;
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a hash has 32 bytes", e);
        }
    }

    private Field fold(Field text) {
        folded.clear();
        for (int at = 0; at < text.length(); ) {
            int codePoint = Utf8.codePointAt(text.array(), at, text.length());
            Utf8.append(Character.toLowerCase(codePoint), folded);
            at += Utf8.length(codePoint);
        }
        return folded;
    }
}
