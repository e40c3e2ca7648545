package dev.nightmask.mask;

/// What stands for a person in an e-mail address or a login name: `amber.reef.k3v5q2m7xwtab`, or without the words
/// where the column has less room.
///
/// Distinct by 65 bits of the hash. Columns of one pseudonym domain agree if both have room for the words.
/// Not thread-safe. Costs the keyed hash of the original and some 10 ns; allocates nothing.
final class Handle {
    /// Characters of the form without words.
    static final int SHORTEST = Base32.LENGTH;

    /// Characters of the longest form.
    static final int LONGEST = 2 * (Words.LONGEST + 1) + SHORTEST;

    private final KeyedHash hashes;
    private final boolean words;
    private final byte separator;
    private final byte[] text = new byte[LONGEST];

    /// @param room the most characters, 0 when unlimited
    Handle(KeyedHash hashes, char separator, int room) {
        this.hashes = hashes;
        this.separator = (byte) separator;
        this.words = room == 0 || room >= LONGEST;
    }

    /// Appends the handle of a text.
    ///
    /// @return the hash that it is made of: bytes from 18 on are still to be used; valid until the next call
    byte[] append(Field in, Field out) {
        byte[] hash = hashes.ofText(in);
        int length = 0;
        if (words) {
            length = word(hash[16], 0);
            length = word(hash[17], length);
        }
        Base32.write(hashes.longAt(0), hash[8], text, length);
        out.append(text, 0, length + Base32.LENGTH);
        return hash;
    }

    private int word(byte index, int at) {
        byte[] word = Words.at(index);
        System.arraycopy(word, 0, text, at, word.length);
        text[at + word.length] = separator;
        return at + word.length + 1;
    }
}
