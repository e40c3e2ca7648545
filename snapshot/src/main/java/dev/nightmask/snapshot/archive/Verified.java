package dev.nightmask.snapshot.archive;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.util.List;

/// What an archive turned out to hold, once it was read to its last byte and found to be as it was written.
///
/// @param digest to compare with the manifest's, which alone tells this archive from another
public record Verified(Toc toc, Seal seal, ArchiveDigest digest) {

    /// @param blocks as they were read, in their order
    /// @throws NightmaskException ARCHIVE_DAMAGED with the first block that is not the one the seal names
    static Verified of(OwnHead own, List<Segment> blocks, OwnSeal seal) {
        List<Segment> written = seal.seal().blocks();
        long at = own.segment().bytes();
        if (written.size() != blocks.size()) {
            throw damaged(at);
        }
        for (int i = 0; i < blocks.size(); i++) {
            if (!blocks.get(i).equals(written.get(i))) {
                throw damaged(at);
            }
            at += blocks.get(i).bytes();
        }
        return new Verified(own.head().toc(), seal.seal(), ArchiveDigest.of(own.segment(), blocks, seal.segment()));
    }

    private static NightmaskException damaged(long at) {
        return new NightmaskException(Failure.ARCHIVE_DAMAGED, new Place.ArchiveOffset(at));
    }
}
