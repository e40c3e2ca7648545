package dev.nightmask.snapshot.archive;

import dev.nightmask.snapshot.compress.Compression;
import java.time.LocalDateTime;

/// The first bytes of an archive (`pg_backup_archiver.c`, WriteHead).
///
/// @param minor of archive version 1.minor
/// @param created to the second, in the dumping host's own time zone; Nightmask writes UTC
public record ArchiveHeader(
        int minor,
        Compression compression,
        LocalDateTime created,
        String database,
        String serverVersion,
        String pgDumpVersion) {

    /// The first major version of pg_restore that reads such an archive.
    public int readableSince() {
        return switch (minor) {
            case 16 -> 17;
            case 15 -> 16;
            default -> 12;
        };
    }
}
