package dev.nightmask.mask;

/// A keyed permutation of all strings of one length, where each place has its own number of symbols: a Feistel
/// network of ten rounds that adds a keyed stream, place by place, to one half and then to the other.
///
/// Strings of up to five digits hide little (NIST SP 800-38G wants a million values): who has seen many pairs
/// can tell the rest. Not thread-safe. Some twenty AES blocks, 2 to 3 us, for a phone number; allocates nothing.
final class SymbolPermutation {
    private static final int ROUNDS = 10;

    private final KeyedBlocks blocks;

    SymbolPermutation(KeyedBlocks blocks) {
        this.blocks = blocks;
    }

    /// Permutes in place.
    ///
    /// @param symbols the first `count` are the string, each from 0 to its radix - 1
    /// @param radixes how many symbols each place has, 1 to 128
    /// @param tweak what else the permutation depends on
    void permute(byte[] symbols, byte[] radixes, int count, int tweak) {
        int middle = count / 2;
        for (int round = 0; round < ROUNDS; round += 2) {
            absorb(round, tweak, count, symbols, middle, count);
            add(symbols, radixes, 0, middle);
            absorb(round + 1, tweak, count, symbols, 0, middle);
            add(symbols, radixes, middle, count);
        }
    }

    private void absorb(int round, int tweak, int count, byte[] symbols, int from, int to) {
        blocks.start();
        blocks.put((long) count);
        blocks.put(round);
        blocks.put((long) tweak);
        for (int i = from; i < to; i++) {
            blocks.put(symbols[i]);
        }
        blocks.finish();
    }

    private void add(byte[] symbols, byte[] radixes, int from, int to) {
        for (int i = from; i < to; i++) {
            symbols[i] = (byte) ((symbols[i] + below(radixes[i])) % radixes[i]);
        }
    }

    /// A number from 0 to radix - 1, all equally likely.
    private int below(int radix) {
        int limit = 256 - 256 % radix;
        int random = blocks.next();
        while (random >= limit) {
            random = blocks.next();
        }
        return random % radix;
    }
}
