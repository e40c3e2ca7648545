package dev.nightmask.snapshot.archive;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Head and seal of an archive, proven to be those of the archive that a manifest names. With them each data block
/// can be proven by itself, so the others need not even be there.
public final class Outline {
    /// A seal with the frame of its block.
    private static final int MAX_SEAL_BLOCK_BYTES = Limits.SEAL_BYTES + (1 << 20);

    private static final int BUFFER_BYTES = 1 << 16;

    private final Toc toc;
    private final Seal seal;
    private final Map<Integer, Located> blocks = new HashMap<>();

    private Outline(Toc toc, Seal seal) {
        this.toc = toc;
        this.seal = seal;
    }

    private record Located(ByteRange range, Segment segment) {}

    /// Where the seal is, if what is claimed of the archive is true.
    ///
    /// @param seal a copy, from the archive's manifest
    /// @throws NightmaskException ARCHIVE_DAMAGED when it cannot be true
    public static ByteRange sealRange(ArchiveDigest digest, Seal seal) {
        long offset = digest.headBytes()
                + seal.blocks().stream().mapToLong(Segment::bytes).sum();
        long bytes = digest.sizeBytes() - offset;
        if (offset < digest.headBytes() || bytes <= 0 || bytes > MAX_SEAL_BLOCK_BYTES) {
            throw damaged(digest.headBytes());
        }
        return new ByteRange(offset, bytes);
    }

    /// Proves head and seal.
    ///
    /// @param head the first [ArchiveDigest#headBytes()] bytes of the archive
    /// @param sealBlock its last bytes, from [#sealRange] on
    /// @throws NightmaskException ARCHIVE_DAMAGED when they are of another archive than the digest's, and all that
    ///         [ArchiveReader] throws
    public static Outline prove(byte[] head, byte[] sealBlock, ArchiveDigest digest) {
        WireInput headIn = new WireInput(new ByteArrayInputStream(head), Failure.ARCHIVE_DAMAGED);
        OwnHead ownHead = OwnHead.read(headIn);
        if (!headIn.atEnd()) {
            throw damaged(headIn.offset());
        }
        long sealAt = digest.sizeBytes() - sealBlock.length;
        WireInput sealIn = new WireInput(new ByteArrayInputStream(sealBlock), Failure.ARCHIVE_DAMAGED, sealAt);
        OwnSeal ownSeal = OwnSeal.read(sealIn, ownHead);
        if (!ArchiveDigest.of(ownHead.segment(), ownSeal.seal().blocks(), ownSeal.segment())
                .equals(digest)) {
            throw damaged(0);
        }
        Outline outline = new Outline(ownHead.head().toc(), ownSeal.seal());
        outline.locate(ownHead);
        return outline;
    }

    /// Every table has one block, in order, and where its entry says.
    private void locate(OwnHead own) {
        List<EntryWire.Positioned> tables = own.tables();
        long at = own.segment().bytes();
        if (tables.size() != seal.blocks().size()) {
            throw damaged(at);
        }
        for (int i = 0; i < tables.size(); i++) {
            Segment block = seal.blocks().get(i);
            if (!tables.get(i).position().equals(new DataPosition.At(at))) {
                throw damaged(at);
            }
            blocks.put(tables.get(i).entry().dumpId(), new Located(new ByteRange(at, block.bytes()), block));
            at += block.bytes();
        }
    }

    public Toc toc() {
        return toc;
    }

    public Seal seal() {
        return seal;
    }

    /// Where the data block of a table is.
    public ByteRange range(TocEntry table) {
        return located(table).range;
    }

    /// Proves the data block of a table.
    ///
    /// @param in begins with the block; is not closed, and not read behind it
    /// @throws NightmaskException ARCHIVE_DAMAGED or ARCHIVE_TRUNCATED when it is not what was written
    public void prove(TocEntry table, InputStream in) {
        Located located = located(table);
        WireInput wire = new WireInput(in, Failure.ARCHIVE_DAMAGED, located.range.offset());
        byte[] buffer = new byte[BUFFER_BYTES];
        while (wire.offset() < located.range.end()) {
            wire.fill(buffer, (int) Math.min(buffer.length, located.range.end() - wire.offset()));
        }
        if (!wire.endSegment().equals(located.segment)) {
            throw damaged(located.range.offset());
        }
    }

    private Located located(TocEntry table) {
        Located located = blocks.get(table.dumpId());
        if (located == null) {
            throw new IllegalArgumentException("no table of this archive: " + table.dumpId());
        }
        return located;
    }

    private static NightmaskException damaged(long at) {
        return new NightmaskException(Failure.ARCHIVE_DAMAGED, new Place.ArchiveOffset(at));
    }
}
