package dev.nightmask.snapshot.compress;

/// How the data blocks are compressed. The header of archive versions up to 1.14 knows the first two.
public enum Compression {
    NONE,
    ZLIB,
    LZ4,
    ZSTD
}
