package dev.nightmask.mask;

import java.nio.charset.StandardCharsets;

/// A pseudonym that looks like an e-mail address and reaches nobody: the domains are those that RFC 2606
/// reserves. `amber.reef.k3v5q2m7xwtab@example.org`, or without the words where the column has less room.
///
/// Distinct by 65 bits of the hash. Columns of one pseudonym domain agree if both have room for the words.
final class EmailMasker implements Masker {
    /// Characters of the shortest form.
    static final int SHORTEST = Base32.LENGTH + "@example.com".length();

    /// Characters of the longest address of the full form.
    static final int LONGEST = 2 * (Words.LONGEST + 1) + SHORTEST;

    private static final byte[] AT_EXAMPLE = "@example.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[][] TOP_LEVEL = {{'c', 'o', 'm'}, {'o', 'r', 'g'}, {'n', 'e', 't'}, {'c', 'o', 'm'}};

    private final KeyedHash hashes;
    private final boolean words;

    EmailMasker(KeyedHash hashes, int maxLength) {
        this.hashes = hashes;
        this.words = maxLength == 0 || maxLength >= LONGEST;
    }

    @Override
    public void mask(Field in, Field out) {
        byte[] hash = hashes.ofText(in);
        if (words) {
            out.append(Words.at(hash[16]));
            out.append('.');
            out.append(Words.at(hash[17]));
            out.append('.');
        }
        Base32.append(hash, out);
        out.append(AT_EXAMPLE);
        out.append(TOP_LEVEL[hash[18] & 3]);
    }
}
