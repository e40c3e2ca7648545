package dev.nightmask.mask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The hashes of short texts that were seen lately: names, cities and countries come again and again.
///
/// A table of 512 places of 64 bytes, each for the text that came last of those that belong there. To recall costs
/// 5 ns, a hash 175. A column that does not repeat itself is found out after 4096 texts; from then on it has no
/// table and loses nothing. Whether a hash was recalled or computed shows in no output.
///
/// Not thread-safe; allocates the table with the first text and nothing after it.
final class RecentHashes {
    private static final int LOG_OF_PLACES = 9;
    private static final int KEY = 4;
    private static final int PLACE = 8;
    private static final int LONGEST = 24;

    /// How many texts are tried before judging, and of how many one must have been known.
    private static final int TRIAL = 4096;

    private static final int WORTH = 16;

    /// 2^64 by the golden ratio (Knuth, The Art of Computer Programming, volume 3, section 6.4).
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private static final long[] NONE = {};
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long[] table = NONE;
    private final long[] key = new long[KEY];
    private int place;
    private boolean isPaused;
    private boolean isUseless;
    private int tried;
    private int known;

    /// Looks a text up.
    ///
    /// @param hash takes the hash, four words, when it is known
    /// @return whether it is
    boolean recall(Field text, long[] hash) {
        if (tried == TRIAL) {
            judge();
        }
        isPaused = isUseless || text.isEmpty() || text.length() > LONGEST;
        if (isPaused) {
            return false;
        }
        read(text);
        tried++;
        boolean isKnown = table[place] == key[0]
                && table[place + 1] == key[1]
                && table[place + 2] == key[2]
                && table[place + 3] == key[3];
        if (isKnown) {
            known++;
            System.arraycopy(table, place + KEY, hash, 0, PLACE - KEY);
        }
        return isKnown;
    }

    /// Remembers the hash of the text that was looked up last and not known.
    void remember(long[] hash) {
        if (!isPaused) {
            System.arraycopy(key, 0, table, place, KEY);
            System.arraycopy(hash, 0, table, place + KEY, PLACE - KEY);
        }
    }

    /// The length is part of the key, so an empty place, all zero, is nobody's.
    private void read(Field text) {
        if (table.length == 0) {
            table = new long[PLACE << LOG_OF_PLACES];
        }
        key[0] = word(text, 0);
        key[1] = word(text, 1);
        key[2] = word(text, 2);
        key[3] = text.length();
        long mixed = (key[0] ^ Long.rotateLeft(key[1], 23) ^ Long.rotateLeft(key[2], 47)) * MIX;
        long spread = (mixed ^ (mixed >>> 32)) * MIX;
        place = (int) (spread >>> (Long.SIZE - LOG_OF_PLACES)) * PLACE;
    }

    /// Eight bytes of the text, zeros behind its end. A field's buffer is never shorter than the longest key.
    private static long word(Field text, int index) {
        int left = text.length() - Long.BYTES * index;
        if (left <= 0) {
            return 0;
        }
        long word = (long) WORDS.get(text.array(), Long.BYTES * index);
        return left >= Long.BYTES ? word : word & ((1L << (Byte.SIZE * left)) - 1);
    }

    private void judge() {
        isUseless = known < TRIAL / WORTH;
        tried = 0;
        known = 0;
        if (isUseless) {
            table = NONE;
        }
    }
}
