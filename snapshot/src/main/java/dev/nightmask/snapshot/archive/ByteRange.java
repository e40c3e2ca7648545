package dev.nightmask.snapshot.archive;

import java.util.ArrayList;
import java.util.List;

/// Where bytes of an archive are.
///
/// @param offset of the first, from the start of the archive
/// @param bytes how many there are, at least one
public record ByteRange(long offset, long bytes) {
    public ByteRange {
        if (offset < 0 || bytes <= 0 || offset + bytes < 0) {
            throw new IllegalArgumentException(bytes + " bytes at " + offset);
        }
    }

    /// Of the byte behind the last.
    public long end() {
        return offset + bytes;
    }

    /// The same bytes in as few ranges as can be.
    ///
    /// @param ascending ranges that do not overlap
    public static List<ByteRange> joined(List<ByteRange> ascending) {
        List<ByteRange> joined = new ArrayList<>();
        for (ByteRange next : ascending) {
            if (!joined.isEmpty() && joined.getLast().end() == next.offset) {
                ByteRange last = joined.removeLast();
                joined.add(new ByteRange(last.offset, last.bytes + next.bytes));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }
}
