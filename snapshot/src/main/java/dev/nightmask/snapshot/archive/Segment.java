package dev.nightmask.snapshot.archive;

/// A stretch of an archive: its head, one data block, or the seal.
///
/// @param sha256 hex
public record Segment(long bytes, String sha256) {
    public Segment {
        if (bytes <= 0 || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a segment of an archive");
        }
    }
}
