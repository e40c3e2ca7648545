package dev.nightmask.snapshot.catalog;

/// Names in SQL text.
public final class SqlName {
    private SqlName() {}

    /// The name in double quotes, whatever characters it has.
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// A schema's object, both names in double quotes.
    public static String quote(String schema, String name) {
        return quote(schema) + "." + quote(name);
    }
}
