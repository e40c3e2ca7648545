package dev.nightmask.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A Markdown page with a generated part between two comments.
final class Page {
    private static final String BEGIN = "<!-- measured: written by benchmarks/run -->";
    private static final String END = "<!-- end of measured -->";

    private Page() {}

    /// Puts the lines in the place of those between the comments.
    ///
    /// @throws IllegalArgumentException when the page has no such place
    static void replaceTable(Path file, List<String> lines) throws IOException {
        String text = Files.readString(file);
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no place for a table in " + file);
        }
        Files.writeString(
                file,
                text.substring(0, from + BEGIN.length()) + "\n" + String.join("\n", lines) + "\n" + text.substring(to));
    }
}
