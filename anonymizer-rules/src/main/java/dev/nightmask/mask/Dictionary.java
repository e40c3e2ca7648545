package dev.nightmask.mask;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/// Up to 4096 distinct generated values from which rows pick by keyed hash.
///
/// What it holds depends on directive and locale alone, not on the run, the machine or the key; so it is made
/// once in a process and shared. The usual ones are [read][PreparedDictionaries] in milliseconds, others
/// [drawn][DictionaryDraw] in up to a second; a pick takes some nanoseconds. Immutable.
final class Dictionary {
    private static final ConcurrentHashMap<Source, Dictionary> MADE = new ConcurrentHashMap<>();

    private record Source(String directive, String locale) {
        Dictionary make() {
            return new Dictionary(
                    PreparedDictionaries.read(directive, locale).orElseGet(() -> DictionaryDraw.of(directive, locale)));
        }
    }

    private final byte[][] entries;
    private final int[] characters;
    private final int shortest;

    /// @param values in UTF-8, each with the line feed that ends it
    private Dictionary(byte[] values) {
        int count = 0;
        for (byte b : values) {
            count += b == '\n' ? 1 : 0;
        }
        entries = new byte[count][];
        characters = new int[count];
        int at = 0;
        for (int entry = 0; entry < count; entry++) {
            int end = at;
            for (; values[end] != '\n'; end++) {
                characters[entry] += Utf8.isFirst(values[end]) ? 1 : 0;
            }
            entries[entry] = Arrays.copyOfRange(values, at, end);
            at = end + 1;
        }
        shortest = Arrays.stream(characters).min().orElse(Integer.MAX_VALUE);
    }

    /// The dictionary of a directive; empty when javafaker has no such directive or locale.
    static Dictionary of(String directive, String locale) {
        return MADE.computeIfAbsent(new Source(directive, locale), Source::make);
    }

    /// Whether any entry has at most so many characters.
    ///
    /// @param maxLength 0 when unlimited
    boolean fits(int maxLength) {
        return entries.length > 0 && (maxLength == 0 || shortest <= maxLength);
    }

    /// The entry that a hash stands for; where that one is too long, the next that is not. So columns with
    /// different room still agree on most values. Call only when it [#fits].
    ///
    /// @param hash any number; all entries are equally likely
    byte[] pick(long hash, int maxLength) {
        int at = (int) Math.unsignedMultiplyHigh(hash, entries.length);
        while (maxLength > 0 && characters[at] > maxLength) {
            at = at + 1 == entries.length ? 0 : at + 1;
        }
        return entries[at];
    }
}
