package dev.nightmask.snapshot.plan;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Place.ColumnAgainst;
import dev.nightmask.failure.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes the lines that a rule file lacks.
public final class MissingRules {
    static final String NOT_NULL = " NOT NULL";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");
    private static final Pattern NOT_TEXT = Pattern.compile("(?i)null|true|false");

    private MissingRules() {}

    /// Rules for all unclassified columns among the problems, to stand under `tables:`; empty when there are
    /// none. They suppress what may be NULL and mask the rest where the type shows how. Where it doesn't, the
    /// line is a `keep` without the reason, which stops the next run until somebody decides.
    public static String linesToPaste(List<Problem> problems) {
        Map<String, List<String>> byTable = new LinkedHashMap<>();
        for (Problem problem : problems) {
            if (problem.failure() == Failure.UNCLASSIFIED_COLUMN
                    && problem.place() instanceof ColumnAgainst unclassified) {
                Place.Column column = unclassified.column();
                byTable.computeIfAbsent(column.schema() + "." + column.table(), it -> new ArrayList<>())
                        .add(line(column.column(), unclassified.against()));
            }
        }
        StringBuilder lines = new StringBuilder();
        byTable.forEach((table, columns) -> {
            lines.append("  ").append(key(table)).append(":\n");
            columns.forEach(lines::append);
        });
        return lines.toString();
    }

    private static String line(String column, String type) {
        return "    " + key(column) + ": " + proposal(type) + "   # " + printable(type) + "\n";
    }

    private static String proposal(String type) {
        if (!type.endsWith(NOT_NULL)) {
            return "suppress";
        }
        String first = type.substring(0, type.length() - NOT_NULL.length()).split("[ (]", 2)[0];
        return switch (first) {
            case "text", "character", "citext" -> "{pseudonymize: text}";
            case "integer", "bigint" -> "{pseudonymize: integer}";
            case "uuid" -> "{pseudonymize: uuid}";
            case "date", "timestamp" -> "{generalize: year}";
            default -> "{keep: }";
        };
    }

    /// A name as a key of the rule language; a leading `$` is reserved there, and `*` stands for it.
    private static String key(String name) {
        boolean plain = PLAIN.matcher(name).matches() && !NOT_TEXT.matcher(name).matches();
        return plain ? name : quoted(name.startsWith("$") ? "*" + name.substring(1) : name);
    }

    private static String quoted(String name) {
        StringBuilder quoted = new StringBuilder("\"");
        name.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (isPrintable(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append("\\U%08x".formatted(c));
            }
        });
        return quoted.append('"').toString();
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '?'));
        return shown.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
