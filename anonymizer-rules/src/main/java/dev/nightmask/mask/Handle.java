package dev.nightmask.mask;

/// What stands for a person in an e-mail address or a login name: `amber.reef.k3v5q2m7xwtab`, or without the words
/// where the column has less room.
///
/// Distinct by 65 bits of the hash. Columns of one pseudonym domain agree if both have room for the words.
/// Not thread-safe. Some 15 ns besides the hash.
final class Handle implements Spelling {
    /// Characters of the form without words.
    static final int SHORTEST = Base32.LENGTH;

    /// Characters of the longest form.
    static final int LONGEST = 2 * (Words.LONGEST + 1) + SHORTEST;

    private final boolean words;
    private final byte separator;
    private final byte[] text = new byte[LONGEST];

    /// @param room the most characters, 0 when unlimited
    Handle(char separator, int room) {
        this.separator = (byte) separator;
        this.words = room == 0 || room >= LONGEST;
    }

    /// Uses the first 18 bytes of the hash.
    @Override
    public void append(KeyedHash hash, Field out) {
        int length = 0;
        if (words) {
            length = word(hash.word(2) >>> 56, 0);
            length = word(hash.word(2) >>> 48, length);
        }
        Base32.write(hash.word(0), hash.word(1), text, length);
        out.append(text, 0, length + Base32.LENGTH);
    }

    private int word(long index, int at) {
        byte[] word = Words.at((byte) index);
        System.arraycopy(word, 0, text, at, word.length);
        text[at + word.length] = separator;
        return at + word.length + 1;
    }
}
