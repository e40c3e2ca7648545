package dev.nightmask.snapshot.publish;

/// The content of `latest.json`.
///
/// @param format version of this layout, 1
/// @param id the newest snapshot that was ever published
record Latest(int format, SnapshotId id) {
    Latest {
        if (format != 1) {
            throw new IllegalArgumentException("format " + format);
        }
    }
}
