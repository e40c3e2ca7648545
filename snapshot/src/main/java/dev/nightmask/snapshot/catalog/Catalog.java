package dev.nightmask.snapshot.catalog;

import dev.nightmask.snapshot.archive.SourceIdentity;
import dev.nightmask.snapshot.archive.Toc;
import java.util.List;

/// What the source database holds, as of one exported snapshot.
///
/// @param toc pg_dump's own table of contents, already freed of what must not leave (owners, comments, grants)
/// @param tables every table that has a data entry in `toc`, and the partitioned tables above them
/// @param notices what was left out on purpose and what a restore needs, for a person to read: names only
public record Catalog(
        SourceIdentity source,
        String serverVersion,
        String pgDumpVersion,
        Toc toc,
        List<Table> tables,
        List<String> notices) {
    public Catalog {
        tables = List.copyOf(tables);
        notices = List.copyOf(notices);
    }
}
