package dev.nightmask.snapshot.catalog;

import java.nio.file.Path;

/// An installed pg_dump or pg_restore.
public record ClientProgram(Path file, PostgresVersion version) {}
