package dev.nightmask.mask;

/// A pseudonym that looks like a login name: `amber_reef_k3v5q2m7xwtab`, or without the words where the
/// column has less room.
///
/// Distinct by 65 bits of the hash. Columns of one pseudonym domain agree if both have room for the words.
final class UsernameMasker implements Masker {
    /// Characters of the shortest form.
    static final int SHORTEST = Base32.LENGTH;

    /// Characters of the longest name of the full form.
    static final int LONGEST = 2 * (Words.LONGEST + 1) + SHORTEST;

    private final KeyedHash hashes;
    private final boolean words;

    UsernameMasker(KeyedHash hashes, int maxLength) {
        this.hashes = hashes;
        this.words = maxLength == 0 || maxLength >= LONGEST;
    }

    @Override
    public void mask(Field in, Field out) {
        byte[] hash = hashes.ofText(in);
        if (words) {
            out.append(Words.at(hash[16]));
            out.append('_');
            out.append(Words.at(hash[17]));
            out.append('_');
        }
        Base32.append(hash, out);
    }
}
