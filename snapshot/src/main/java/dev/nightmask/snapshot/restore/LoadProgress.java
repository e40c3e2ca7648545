package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.archive.TocEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells how far a load is: first by the tables that are complete, then by the indexes and keys that are.
final class LoadProgress {
    private static final Set<String> AFTER_ROWS =
            Set.of("INDEX", "CONSTRAINT", "FK CONSTRAINT", "CHECK CONSTRAINT", "TRIGGER", "MATERIALIZED VIEW DATA");

    private final Progress progress;
    private final Map<Integer, TableCount> tables = new HashMap<>();
    private final Set<Integer> later;
    private int tablesLeft;
    private int laterDone;
    private boolean counting;

    LoadProgress(Progress progress, Selection selection) {
        this.progress = progress;
        Map<List<String>, TableCount> byName = new HashMap<>();
        selection.expected().counts().forEach(count -> byName.put(List.of(count.schema(), count.table()), count));
        for (TocEntry entry : selection.toc().tableData()) {
            if (entry.namespace() != null && entry.tag() != null) {
                TableCount count = byName.get(List.of(entry.namespace(), entry.tag()));
                if (count != null) {
                    tables.put(entry.dumpId(), count);
                }
            }
        }
        later = selection.toc().entries().stream()
                .filter(entry -> AFTER_ROWS.contains(entry.desc()))
                .map(TocEntry::dumpId)
                .collect(Collectors.toSet());
    }

    void begin() {
        tablesLeft = tables.size();
        progress.stage(
                "restore, " + tables.size() + " tables",
                tables.values().stream().mapToLong(TableCount::bytes).sum());
    }

    /// The entry of this dump id is restored. An index may be done while other tables still load.
    void loaded(int dumpId) {
        TableCount count = tables.get(dumpId);
        if (count != null) {
            progress.advance(count.rows(), count.bytes());
            tablesLeft--;
        } else if (later.contains(dumpId)) {
            laterDone++;
        }
        if (tablesLeft == 0 && laterDone > 0) {
            if (!counting) {
                counting = true;
                progress.count("indexes and keys", later.size());
            }
            progress.advance(laterDone, 0);
            laterDone = 0;
        }
    }
}
