package dev.nightmask.mask;

/// A pseudonym for a UUID: another one, of version 8 (RFC 9562, section 5.8), from 122 bits of the keyed hash
/// of its 16 bytes, so distinct in practice. Upper and lower case are one input, as for PostgreSQL; so a text
/// column and a uuid column of one pseudonym domain join.
final class UuidMasker implements Masker {
    private static final int LENGTH = 36;
    private static final String DIGITS = "0123456789abcdef";

    private final KeyedHash hashes;
    private final byte[] uuid = new byte[16];

    UuidMasker(KeyedHash hashes) {
        this.hashes = hashes;
    }

    @Override
    public void mask(Field in, Field out) {
        read(in);
        byte[] hash = hashes.ofUuid(uuid);
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        for (int i = 0; i < uuid.length; i++) {
            if (isBehindDash(i)) {
                out.append('-');
            }
            out.append(DIGITS.charAt((hash[i] >> 4) & 15));
            out.append(DIGITS.charAt(hash[i] & 15));
        }
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
