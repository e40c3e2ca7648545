package dev.nightmask.snapshot.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds the tabs and line feeds of a row of COPY text, eight bytes at a time.
///
/// Eight bytes take a dozen instructions, under one nanosecond, however many separators are among them; short
/// fields cost no more than in a loop over their bytes. Source of the arithmetic: Warren,
/// Hacker's Delight, section 6-1, here for a range of two bytes, 9 and 10. Allocates nothing.
final class Separators {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Separators() {}

    /// Where the tab stands that has `skipped` others between `from` and itself, or the first line feed if there
    /// are not so many before it.
    ///
    /// @param row ends in a line feed
    /// @param from before its end
    static int find(byte[] row, int from, int skipped) {
        int left = skipped;
        int at = from;
        for (; at <= row.length - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORDS.get(row, at);
            long hits = hits(word);
            // The lowest bit of a byte tells a tab from a line feed, which is left to the loop below.
            if ((hits & ~(word << 7)) != 0) {
                break;
            }
            int count = Long.bitCount(hits);
            if (count > left) {
                return at + place(hits, left);
            }
            left -= count;
        }
        while (row[at] != '\n' && (row[at] != '\t' || left-- > 0)) {
            at++;
        }
        return at;
    }

    /// The highest bit of every byte that is a tab or a line feed.
    private static long hits(long word) {
        long low = word & ~HIGHEST;
        long atLeastTab = low + (0x80 - '\t') * ONES;
        long beyondLineFeed = low + (0x80 - '\n' - 1) * ONES;
        return atLeastTab & ~beyondLineFeed & ~word & HIGHEST;
    }

    private static int place(long hits, int skipped) {
        long rest = hits;
        for (int i = 0; i < skipped; i++) {
            rest &= rest - 1;
        }
        return Long.numberOfTrailingZeros(rest) / Byte.SIZE;
    }
}
