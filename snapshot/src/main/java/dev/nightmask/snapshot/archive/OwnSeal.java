package dev.nightmask.snapshot.archive;

/// The seal of an archive, as it was written.
record OwnSeal(Seal seal, Segment segment) {

    /// Reads the last block of the archive that has this head.
    static OwnSeal read(WireInput in, OwnHead own) {
        long at = in.offset();
        BlockInput block = new BlockInput(in);
        block.begin(SealWire.dumpId(own.head().toc()));
        Seal seal = SealWire.read(block.read(Limits.SEAL_BYTES), at);
        if (!in.atEnd()) {
            throw in.malformed(in.offset());
        }
        byte[] toc = own.head().tocBytes();
        if (!seal.tocDigest().equals(Sha256.hexOf(toc))) {
            throw in.malformed(own.segment().bytes() - toc.length);
        }
        return new OwnSeal(seal, in.endSegment());
    }
}
