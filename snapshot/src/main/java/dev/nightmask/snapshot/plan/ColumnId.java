package dev.nightmask.snapshot.plan;

/// What decisions are filed under: a column by its table's oid.
record ColumnId(long table, String column) {}
