package dev.nightmask.snapshot.archive;

import java.util.List;

/// Header and table of contents together with the positions of the data blocks: all that stands before them.
record Head(ArchiveHeader header, List<EntryWire.Positioned> entries) {
    Head {
        entries = List.copyOf(entries);
    }

    Toc toc() {
        return new Toc(header, entries.stream().map(EntryWire.Positioned::entry).toList());
    }

    /// The one way to write it, whose length does not depend on the positions.
    byte[] toBytes() {
        WireOutput out = new WireOutput();
        HeaderWire.write(out, header);
        writeToc(out);
        return out.toByteArray();
    }

    /// What follows the header in [#toBytes()].
    byte[] tocBytes() {
        WireOutput out = new WireOutput();
        writeToc(out);
        return out.toByteArray();
    }

    private void writeToc(WireOutput out) {
        out.integer(entries.size());
        entries.forEach(entry -> EntryWire.write(out, header.minor(), entry));
    }
}
