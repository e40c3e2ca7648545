package dev.nightmask.snapshot.archive;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.util.List;

/// A head that Nightmask wrote, as it was written.
record OwnHead(Head head, Segment segment) {

    /// Reads what stands at the start of an archive. It must be what we would write of what we read: then nothing in
    /// it went unseen.
    static OwnHead read(WireInput in) {
        Head head = TocReader.read(in);
        Segment segment = in.endSegment();
        if (!HeaderCheck.isSigned(head.header())) {
            throw new NightmaskException(Failure.ARCHIVE_UNSEALED, new Place.Nowhere());
        }
        if (!Sha256.hexOf(head.toBytes()).equals(segment.sha256())
                || !HeaderCheck.holds(head.header())
                || !head.entries().stream().allMatch(OwnHead::isTableOrNoData)) {
            throw in.malformed(0);
        }
        return new OwnHead(head, segment);
    }

    /// The entries that have a data block, in the order of the blocks.
    List<EntryWire.Positioned> tables() {
        return head.entries().stream()
                .filter(positioned -> positioned.entry().hasData())
                .toList();
    }

    private static boolean isTableOrNoData(EntryWire.Positioned positioned) {
        return positioned.entry().hasData()
                ? positioned.entry().isTableData()
                : positioned.position() instanceof DataPosition.NoData;
    }
}
