package dev.nightmask.demo;

import java.util.ArrayList;
import java.util.List;

/// One row as it is in two databases, a line for each column.
final class SideBySide {
    private static final int MAX_WIDTH = 36;

    private SideBySide() {}

    /// @param before names of the columns and one row
    /// @param after the same columns and the same row elsewhere
    static List<String> lines(String title, List<List<String>> before, List<List<String>> after) {
        List<String> lines = new ArrayList<>();
        lines.add(line(title, "production", "dev"));
        for (int i = 0; i < before.getFirst().size(); i++) {
            lines.add(line(
                    "  " + before.getFirst().get(i),
                    before.get(1).get(i),
                    after.get(1).get(i)));
        }
        return lines;
    }

    private static String line(String name, String before, String after) {
        return "  %-20s %-36s %s".formatted(name, cut(before), cut(after)).stripTrailing();
    }

    private static String cut(String text) {
        return text.length() <= MAX_WIDTH ? text : text.substring(0, MAX_WIDTH - 3) + "...";
    }
}
