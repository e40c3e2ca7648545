package dev.nightmask.mask;

/// A pseudonym of the original's length in characters and of its character classes: an upper-case letter
/// becomes one of A to Z, a digit one of 0 to 9; white space, punctuation and symbols in ASCII stay, as do
/// spaces and punctuation beyond it. Whatever else there is (letters without case, marks, emoji) becomes one
/// of a to z, which every server encoding has.
///
/// So the shape of a text remains: use it where a program needs the shape, suppress where none does.
/// Two texts may get the same pseudonym when they are short. Costs the hash of the text, and 5 ns a character:
/// the hash itself is random enough for 28 characters, a stream of AES blocks keyed by it for the others.
final class TextMasker implements Masker {
    private static final int WORDS_OF_HASH = HmacSha256.LENGTH / Long.BYTES;

    private final KeyedHash hashes;
    private final KeyedBlocks blocks;
    private final long[] seed = new long[2];
    private long random;
    private int bytesLeft;
    private int taken;

    TextMasker(KeyedHash hashes, KeyedBlocks blocks) {
        this.hashes = hashes;
        this.blocks = blocks;
    }

    @Override
    public void mask(Field in, Field out) {
        hashes.ofText(in);
        bytesLeft = 0;
        taken = 0;
        for (int at = 0; at < in.length(); ) {
            int codePoint = Utf8.codePointAt(in.array(), at, in.length());
            int length = Utf8.length(codePoint);
            if (codePoint < 0x80) {
                ascii(codePoint, out);
            } else {
                beyond(codePoint, in.array(), at, out);
            }
            at += length;
        }
    }

    private void ascii(int c, Field out) {
        if (c >= 'a' && c <= 'z') {
            out.append('a' + below(26));
        } else if (c >= 'A' && c <= 'Z') {
            out.append('A' + below(26));
        } else if (c >= '0' && c <= '9') {
            out.append('0' + below(10));
        } else {
            out.append(c);
        }
    }

    private void beyond(int codePoint, byte[] bytes, int at, Field out) {
        switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> out.append('A' + below(26));
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                out.append('0' + below(10));
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> out.append(bytes, at, Utf8.length(codePoint));
            default -> out.append('a' + below(26));
        }
    }

    /// A number from 0 to bound - 1, all equally likely.
    private int below(int bound) {
        int limit = 256 - 256 % bound;
        int random = nextByte();
        while (random >= limit) {
            random = nextByte();
        }
        return random % bound;
    }

    private int nextByte() {
        if (bytesLeft == 0) {
            random = nextLong();
            bytesLeft = Long.BYTES;
        }
        int next = (int) random & 0xff;
        random >>>= 8;
        bytesLeft--;
        return next;
    }

    private long nextLong() {
        if (taken < WORDS_OF_HASH) {
            return hashes.word(taken++);
        }
        if (taken == WORDS_OF_HASH) {
            taken++;
            seed[0] = hashes.word(0);
            seed[1] = hashes.word(1);
            blocks.absorb(0, seed, 0, seed.length);
        }
        return blocks.next();
    }
}
