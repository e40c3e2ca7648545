package dev.nightmask.snapshot.archive;

import java.nio.charset.StandardCharsets;

/// The numbers of PostgreSQL's custom archive format, from its only specification:
/// [pg_backup_archiver.h](https://github.com/postgres/postgres/blob/REL_15_STABLE/src/bin/pg_dump/pg_backup_archiver.h),
/// `pg_backup_archiver.c` and `pg_backup_custom.c` beside it.
final class Wire {
    static final byte[] MAGIC = "PGDMP".getBytes(StandardCharsets.US_ASCII);
    static final int MAJOR = 1;
    static final int REVISION = 0;
    static final int INT_BYTES = 4;
    static final int OFFSET_BYTES = 8;
    static final int FORMAT_CUSTOM = 1;

    /// archDumpVersion 1.14 and its successors: K_VERS_1_14, K_VERS_1_15, K_VERS_1_16.
    static final int OLDEST_MINOR = 14;

    static final int MINOR_WITH_COMPRESSION_NAME = 15;
    static final int MINOR_WITH_RELKIND = 16;
    static final int NEWEST_MINOR = 16;

    /// The length that stands for a NULL string, and for the end of a list of strings.
    static final int NULL_STRING = -1;

    /// K_OFFSET_POS_NOT_SET, K_OFFSET_POS_SET, K_OFFSET_NO_DATA.
    static final int POSITION_NOT_SET = 1;

    static final int POSITION_SET = 2;
    static final int POSITION_NO_DATA = 3;

    /// BLK_DATA.
    static final int BLOCK_DATA = 1;

    /// Ends the rows of a table, as pg_dump writes it (`dumpTableData_copy`).
    static final byte[] TERMINATOR = "\\.\n\n\n".getBytes(StandardCharsets.US_ASCII);

    private Wire() {}
}
