package dev.nightmask.snapshot.archive;

/// What an archive may make a reader hold in memory. An archive can come from a stranger, so every length and
/// count is compared with these before anything is allocated for it.
final class Limits {
    /// For all strings of header and table of contents together; a thousand tables take about five MiB.
    static final int STRING_BYTES = 64 << 20;

    static final int ENTRIES = 1 << 20;

    /// pg_restore allocates a whole chunk, so Nightmask writes none that is longer.
    static final int CHUNK_BYTES = 1 << 20;

    static final int SEAL_BYTES = 64 << 20;

    /// One below the largest int: the seal needs an id above all others.
    static final int DUMP_ID = Integer.MAX_VALUE - 1;

    private Limits() {}
}
