package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.archive.TocEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells how far a load is, by the tables that are complete.
final class LoadProgress {
    private final Progress progress;
    private final Map<Integer, TableCount> counts = new HashMap<>();

    LoadProgress(Progress progress, CheckedArchive archive) {
        this.progress = progress;
        Map<List<String>, TableCount> byName = new HashMap<>();
        archive.seal().tables().forEach(count -> byName.put(List.of(count.schema(), count.table()), count));
        for (TocEntry entry : archive.toc().tableData()) {
            if (entry.namespace() != null && entry.tag() != null) {
                TableCount count = byName.get(List.of(entry.namespace(), entry.tag()));
                if (count != null) {
                    counts.put(entry.dumpId(), count);
                }
            }
        }
    }

    void begin() {
        progress.stage(
                "restore", counts.values().stream().mapToLong(TableCount::bytes).sum());
    }

    /// The data entry of this dump id is loaded.
    void loaded(int dumpId) {
        TableCount count = counts.get(dumpId);
        if (count != null) {
            progress.advance(count.rows(), count.bytes());
        }
    }
}
