package dev.nightmask.snapshot.catalog;

import dev.nightmask.mask.ValueType;

/// A column of a source table.
///
/// @param type what a technique has to know; a domain counts as the type below it
/// @param typeName as PostgreSQL's format_type prints it, for messages
/// @param notNull by its own constraint, its domain's or as part of a primary key
/// @param generated computed by the server: not in the COPY column list, needs no decision
public record Column(String name, ValueType type, String typeName, boolean notNull, boolean generated) {}
