package dev.nightmask.snapshot.archive;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// Stands for every byte of an archive.
///
/// The digest of an archive is SHA-256 over the SHA-256 of each of its segments, binary and in their order: the
/// head, every data block, the seal. So it does not matter that the head is written last, and who has head and seal
/// can tell of each block alone whether it belongs to the archive.
///
/// @param sha256 hex
/// @param headBytes the length of header and table of contents
/// @param sizeBytes the length of the whole archive
public record ArchiveDigest(String sha256, int headBytes, long sizeBytes) {

    static ArchiveDigest of(Segment head, List<Segment> blocks, Segment seal) {
        MessageDigest all = Sha256.start();
        update(all, head);
        blocks.forEach(block -> update(all, block));
        update(all, seal);
        long blockBytes = blocks.stream().mapToLong(Segment::bytes).sum();
        return new ArchiveDigest(
                Sha256.hex(all.digest()), Math.toIntExact(head.bytes()), head.bytes() + blockBytes + seal.bytes());
    }

    private static void update(MessageDigest all, Segment segment) {
        all.update(HexFormat.of().parseHex(segment.sha256()));
    }
}
