package dev.nightmask.snapshot.archive;

/// What an archive turned out to hold, once it was read to its last byte and found to be as it was written.
///
/// @param digest to compare with the manifest's, which alone tells this archive from another
public record Verified(Toc toc, Seal seal, ArchiveDigest digest) {}
