package dev.nightmask.snapshot.archive;

/// Who the source is, by its own word: what a restore compares its target with.
///
/// @param systemIdentifier from pg_control_system(), decimal; the same on a primary and all its physical copies
/// @param databaseOid pg_database.oid; survives a rename
public record SourceIdentity(String systemIdentifier, long databaseOid) {}
