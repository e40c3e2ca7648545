package dev.nightmask.snapshot.catalog;

import java.util.ArrayList;
import java.util.List;

/// Takes the OPTIONS out of the definition of a foreign-data wrapper, a server or a foreign table: they name
/// hosts, databases and files of production.
///
/// Relies on the form in which pg_dump writes them (`pg_dump.c`: dumpForeignServer, dumpTableSchema): keywords
/// in capitals, options in one pair of parentheses outside of any other, a column's options in a statement
/// of their own.
final class ForeignOptions {
    private static final String OPTIONS = "OPTIONS (";

    private ForeignOptions() {}

    /// @param substitute options that the wrapper can't do without, or empty
    static String removedFrom(String definition, String substitute) {
        StringBuilder kept = new StringBuilder();
        for (String statement : statements(definition)) {
            int start = indexOutside(statement, OPTIONS, 0);
            if (start < 0) {
                kept.append(statement);
            } else if (!statement.stripLeading().startsWith("ALTER ")) {
                int end = indexOutside(statement, ")", start + OPTIONS.length());
                kept.append(statement, 0, substitute.isEmpty() ? start - 1 : start)
                        .append(substitute)
                        .append(statement, end + 1, statement.length());
            }
        }
        return kept.toString();
    }

    private static List<String> statements(String definition) {
        List<String> statements = new ArrayList<>();
        int start = 0;
        for (int end; (end = indexOutside(definition, ";\n", start)) >= 0; start = end + 2) {
            statements.add(definition.substring(start, end + 2));
        }
        statements.add(definition.substring(start));
        return statements;
    }

    /// The first place from `from` on, outside of quotes and of parentheses opened since, where `wanted` stands.
    private static int indexOutside(String text, String wanted, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            if (depth == 0 && text.startsWith(wanted, i)) {
                return i;
            }
            switch (text.charAt(i)) {
                case '\'', '"' -> i = endOfQuoted(text, i);
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
        }
        return -1;
    }

    private static int endOfQuoted(String text, int start) {
        char quote = text.charAt(start);
        boolean backslashes = quote == '\'' && start > 0 && text.charAt(start - 1) == 'E';
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote) {
            i += backslashes && text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
