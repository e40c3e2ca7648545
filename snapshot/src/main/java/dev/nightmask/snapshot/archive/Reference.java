package dev.nightmask.snapshot.archive;

/// A column whose values are to be found in another column, though no foreign key says so.
public record Reference(
        String schema, String table, String column, String targetSchema, String targetTable, String targetColumn) {}
