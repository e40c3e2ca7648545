package dev.nightmask.snapshot.plan;

import dev.nightmask.snapshot.archive.ArchiveHeader;
import dev.nightmask.snapshot.archive.SourceIdentity;
import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.catalog.Catalog;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.compress.Compression;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A catalog of tables written down by hand, with a data entry for each that has rows.
final class FixedCatalog {
    private FixedCatalog() {}

    static Catalog of(FixedTable... tables) {
        Map<String, Long> oids = new HashMap<>();
        for (FixedTable table : tables) {
            oids.put(table.name(), 1000L + oids.size());
        }
        List<Table> built = Arrays.stream(tables)
                .map(table -> table.build(name -> oids.getOrDefault(name, 0L)))
                .toList();
        ArchiveHeader header =
                new ArchiveHeader(14, Compression.ZLIB, LocalDateTime.of(2026, 11, 21, 2, 0), "shop", "15.18", "15.18");
        List<TocEntry> entries = built.stream()
                .filter(table -> table.dataEntry().isPresent())
                .map(FixedCatalog::entry)
                .toList();
        return new Catalog(new SourceIdentity("7", 5), "15.18", "15.18", new Toc(header, entries), built, List.of());
    }

    private static TocEntry entry(Table table) {
        return new TocEntry(
                table.dataEntry().orElseThrow(),
                true,
                0,
                table.oid(),
                table.name(),
                "TABLE DATA",
                TocEntry.Section.DATA,
                null,
                null,
                "COPY " + table.qualifiedName() + " FROM stdin;\n",
                table.schema(),
                null,
                null,
                0,
                null,
                List.of());
    }
}
