package dev.nightmask.snapshot.archive;

import dev.nightmask.failure.Failure;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads header and table of contents of an archive from a stream, while it is written or afterwards.
///
/// Archive versions 1.14 to 1.16, which pg_dump writes from PostgreSQL 12 on, with strings in UTF-8. The
/// archive may be hostile: lengths and counts are bounded, and memory grows only with bytes that were there.
public final class TocReader {
    private TocReader() {}

    /// Reads up to the last byte of the table of contents and not one further: what follows is rows, and stays
    /// unread in the stream, which the caller closes. Reads a few bytes at a time, so the stream should be
    /// buffered; rows that its buffer then holds are the caller's to forget.
    ///
    /// @throws dev.nightmask.failure.NightmaskException ARCHIVE_FORMAT, ARCHIVE_TRUNCATED or, when the stream
    ///         itself fails, ARCHIVE_UNREADABLE; with the offset
    public static Toc read(InputStream in) {
        return read(new WireInput(in, Failure.ARCHIVE_FORMAT)).toc();
    }

    static Head read(WireInput in) {
        ArchiveHeader header = HeaderWire.read(in);
        int count = in.integer(0, Limits.ENTRIES);
        List<EntryWire.Positioned> entries = new ArrayList<>();
        Set<Integer> dumpIds = new HashSet<>();
        for (int i = 0; i < count; i++) {
            long at = in.offset();
            EntryWire.Positioned entry = EntryWire.read(in, header.minor());
            if (!dumpIds.add(entry.entry().dumpId())) {
                throw in.malformed(at);
            }
            entries.add(entry);
        }
        return new Head(header, entries);
    }
}
