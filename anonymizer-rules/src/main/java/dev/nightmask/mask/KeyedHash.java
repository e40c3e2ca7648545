package dev.nightmask.mask;

import dev.nightmask.mask.ValueType.Family;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// HMAC-SHA-256 of a field: the four words of 64 bits that a pseudonym is made from.
///
/// The input stands behind a tag and its length, so it can't be mistaken for anything else hashed under the
/// same key. A text counts byte for byte, without Unicode normalisation, because two fields that a unique key
/// tells apart must stay apart; only citext is folded to lower case first, as its equality is.
///
/// Not thread-safe. Costs what [HmacSha256] does, and that bounds every technique that hashes, unless a column
/// repeats itself: then [RecentHashes] has most of them. Allocates nothing.
final class KeyedHash {
    private static final int WORDS = HmacSha256.LENGTH / Long.BYTES;
    private static final byte TEXT = 'T';
    private static final byte UUID = 'U';

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final HmacSha256 hmac;
    private final RecentHashes recent = new RecentHashes();
    private final boolean folds;
    private final Field folded = new Field();
    private final byte[] head = new byte[5];
    private final byte[] hash = new byte[HmacSha256.LENGTH];
    private final long[] words = new long[WORDS];

    /// @param purpose the technique, for example `pseudonymize.email`
    KeyedHash(PseudonymizationKey key, String purpose, String domain, Family family) {
        folds = family == Family.CITEXT;
        hmac = new HmacSha256(key.derive(purpose, domain, "HmacSHA256").getEncoded());
    }

    /// Hashes a text.
    void ofText(Field text) {
        Field canonical = folds ? fold(text) : text;
        if (!recent.recall(canonical, words)) {
            of(TEXT, canonical.array(), canonical.length());
            recent.remember(words);
        }
    }

    /// Hashes the 16 bytes of a UUID.
    void ofUuid(byte[] uuid) {
        of(UUID, uuid, uuid.length);
    }

    /// One of the words of the last hash.
    ///
    /// @param index 0 to 3
    long word(int index) {
        return words[index];
    }

    private void of(byte tag, byte[] bytes, int count) {
        head[0] = tag;
        INTS.set(head, 1, count);
        hmac.update(head, head.length);
        hmac.update(bytes, count);
        hmac.finish(hash);
        for (int i = 0; i < WORDS; i++) {
            words[i] = (long) LONGS.get(hash, Long.BYTES * i);
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
