package dev.nightmask.snapshot.archive;

import java.util.List;

/// An archive's table of contents with the header before it.
public record Toc(ArchiveHeader header, List<TocEntry> entries) {
    public Toc {
        entries = List.copyOf(entries);
    }

    /// The entries under which rows follow, in the order of their data blocks.
    public List<TocEntry> tableData() {
        return entries.stream().filter(TocEntry::isTableData).toList();
    }
}
