package dev.nightmask.mask;

import java.nio.charset.StandardCharsets;

/// A pseudonym for a UUID: another one, of version 8 (RFC 9562, section 5.8), from 122 bits of the keyed hash
/// of its 16 bytes, so distinct in practice. Upper and lower case are one input, as for PostgreSQL; so a text
/// column and a uuid column of one pseudonym domain join.
final class UuidMasker implements Masker {
    private static final int LENGTH = 36;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final long VERSION = 0xf000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0xc000_0000_0000_0000L;
    private static final long VARIANT_OF_RFC_9562 = 0x8000_0000_0000_0000L;

    private final KeyedHash hashes;
    private final byte[] uuid = new byte[16];
    private final byte[] text = new byte[LENGTH];

    UuidMasker(KeyedHash hashes) {
        this.hashes = hashes;
    }

    @Override
    public void mask(Field in, Field out) {
        read(in);
        hashes.ofUuid(uuid);
        long high = (hashes.word(0) & ~VERSION) | VERSION_8;
        long low = (hashes.word(1) & ~VARIANT) | VARIANT_OF_RFC_9562;
        int at = 0;
        for (int i = 0; i < uuid.length; i++) {
            if (isBehindDash(i)) {
                text[at++] = '-';
            }
            int b = (int) ((i < Long.BYTES ? high : low) >>> (56 - 8 * (i & 7)));
            text[at++] = DIGITS[b >>> 4 & 15];
            text[at++] = DIGITS[b & 15];
        }
        out.append(text);
    }

    private void read(Field in) {
        if (in.length() != LENGTH) {
            throw BadField.kind();
        }
        int at = 0;
        for (int i = 0; i < uuid.length; i++) {
            if (isBehindDash(i) && in.byteAt(at++) != '-') {
                throw BadField.kind();
            }
            uuid[i] = (byte) (digit(in.byteAt(at++)) << 4 | digit(in.byteAt(at++)));
        }
    }

    private static boolean isBehindDash(int index) {
        return index == 4 || index == 6 || index == 8 || index == 10;
    }

    private static int digit(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = (c | 0x20) - 'a';
        if (letter < 0 || letter > 5) {
            throw BadField.kind();
        }
        return 10 + letter;
    }
}
