package dev.nightmask.snapshot.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the column list out of pg_dump's own `COPY schema.table (a, "b c") FROM stdin;`.
final class CopyColumns {
    private static final String START = "COPY ";
    private static final String END = " FROM stdin;\n";

    private final String text;
    private int at = START.length();

    private CopyColumns(String text) {
        this.text = text;
    }

    /// The columns in their order, unquoted; empty when the statement is not of this form. A table without
    /// columns to copy has no list and two blanks instead.
    static Optional<List<String>> parse(String statement) {
        return statement.startsWith(START) && statement.endsWith(END)
                ? new CopyColumns(statement).columns()
                : Optional.empty();
    }

    private Optional<List<String>> columns() {
        name();
        if (!take(".")) {
            return Optional.empty();
        }
        name();
        List<String> columns = new ArrayList<>();
        if (take(" (")) {
            do {
                columns.add(name());
            } while (take(", "));
            return take(")") && isAtEnd() ? Optional.of(columns) : Optional.empty();
        }
        return take(" ") && isAtEnd() ? Optional.of(columns) : Optional.empty();
    }

    private boolean isAtEnd() {
        return text.substring(at).equals(END);
    }

    private boolean take(String token) {
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        if (take("\"")) {
            while (at < text.length() && (text.charAt(at) != '"' || text.startsWith("\"\"", at))) {
                at += text.charAt(at) == '"' ? 1 : 0;
                name.append(text.charAt(at++));
            }
            take("\"");
        } else {
            while (at < text.length() && ".,() ".indexOf(text.charAt(at)) < 0) {
                name.append(text.charAt(at++));
            }
        }
        return name.toString();
    }
}
