package dev.nightmask.snapshot.archive;

import java.security.MessageDigest;

/// Stands for every byte of an archive.
///
/// The head is written last but stands first, so the digest is made of two: SHA-256 over SHA-256(head)
/// followed by SHA-256(the rest), both binary.
///
/// @param sha256 hex
/// @param headBytes the length of header and table of contents
/// @param sizeBytes the length of the whole archive
public record ArchiveDigest(String sha256, int headBytes, long sizeBytes) {

    static ArchiveDigest of(byte[] headSha256, byte[] restSha256, int headBytes, long sizeBytes) {
        MessageDigest both = Sha256.start();
        both.update(headSha256);
        both.update(restSha256);
        return new ArchiveDigest(Sha256.hex(both.digest()), headBytes, sizeBytes);
    }
}
