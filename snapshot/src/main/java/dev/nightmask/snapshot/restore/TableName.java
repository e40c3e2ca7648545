package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.archive.TocEntry;
import java.util.Objects;
import java.util.regex.Pattern;

/// A table by its names, as they are and not as SQL writes them.
record TableName(String schema, String table) {
    /// One name as pg_dump writes it (`fmtId` of `string_utils.c`).
    static final String WORD = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".,();]+)";

    /// A table as pg_dump writes it, with two groups.
    static final String QUALIFIED = "(" + WORD + ")\\.(" + WORD + ")";

    static final Pattern EACH = Pattern.compile(QUALIFIED);

    /// What an entry of a table of contents is called.
    static TableName of(TocEntry entry) {
        return new TableName(
                Objects.requireNonNullElse(entry.namespace(), ""), Objects.requireNonNullElse(entry.tag(), ""));
    }

    /// From two words of SQL.
    static TableName parse(String schema, String table) {
        return new TableName(unquoted(schema), unquoted(table));
    }

    /// For messages, and what globs are compared with.
    String text() {
        return schema + "." + table;
    }

    static String unquoted(String word) {
        return word.startsWith("\"") ? word.substring(1, word.length() - 1).replace("\"\"", "\"") : word;
    }
}
