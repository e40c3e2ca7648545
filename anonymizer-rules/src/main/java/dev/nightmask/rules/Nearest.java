package dev.nightmask.rules;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/// Finds the word that was probably meant.
final class Nearest {
    private static final int MOST_EDITS = 2;
    private static final int LONGEST = 40;

    private Nearest() {}

    /// A hint such as `perhaps email`; empty when no word is near.
    static String hint(String name, Collection<String> words) {
        if (name.length() > LONGEST) {
            return "";
        }
        return words.stream()
                .filter(word -> edits(name, word) <= Math.min(MOST_EDITS, word.length() / 2))
                .min(Comparator.<String>comparingInt(word -> edits(name, word)).thenComparing(word -> word))
                .map(word -> "perhaps " + word)
                .orElse("");
    }

    /// The Levenshtein distance: how many characters to insert, remove or exchange.
    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int exchange = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchange, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[to.length()];
    }
}
