package dev.nightmask.snapshot.archive;

import java.util.Objects;

/// How much of one table is in an archive.
///
/// @param bytes of COPY text after masking, before compression, without the terminator
public record TableCount(String schema, String table, long rows, long bytes) {

    static TableCount of(TocEntry entry, long rows, long bytes) {
        return new TableCount(
                Objects.requireNonNullElse(entry.namespace(), ""),
                Objects.requireNonNullElse(entry.tag(), ""),
                rows,
                bytes);
    }
}
