package dev.nightmask.snapshot.plan;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Place.FilePosition;
import dev.nightmask.failure.Problem;
import dev.nightmask.rules.Glob;
import dev.nightmask.snapshot.catalog.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects what is wrong, each thing once: what a partition shares with its parent is told of the parent.
final class Problems {
    private final TableIndex index;
    private final List<Problem> ofRules = new ArrayList<>();
    private final Set<Set<FilePosition>> ties = new HashSet<>();
    private final Map<ColumnId, Map<Failure, Place>> ofColumns = new HashMap<>();

    Problems(TableIndex index) {
        this.index = index;
    }

    void add(Problem problem) {
        ofRules.add(problem);
    }

    /// @param against the type, constraint or technique that the column does not go with
    void add(Failure failure, ColumnId id, String against) {
        ofColumns
                .computeIfAbsent(id, it -> new EnumMap<>(Failure.class))
                .putIfAbsent(failure, new Place.ColumnAgainst(index.place(id), against));
    }

    /// Two keys tie; told once, however many names they tie for.
    void tie(Glob key, FilePosition position, FilePosition other, String name) {
        if (ties.add(Set.of(position, other))) {
            String hint = "no more specific for " + name + " than the one at " + other.describe();
            ofRules.add(new Problem(Failure.RULE_TIE, new Place.HintInFile(position, key.text(), hint)));
        }
    }

    boolean has(Failure failure, ColumnId id) {
        return ofColumns.getOrDefault(id, Map.of()).containsKey(failure);
    }

    /// Those of rules first, then those of columns in the order of the catalog.
    List<Problem> all() {
        List<Problem> all = new ArrayList<>(ofRules);
        for (Table table : index.tables()) {
            for (ColumnId id : index.decidable(table)) {
                ofColumns.getOrDefault(id, Map.of()).forEach((failure, place) -> {
                    if (index.inherited(id).stream().noneMatch(parent -> has(failure, parent))) {
                        all.add(new Problem(failure, place));
                    }
                });
            }
        }
        return all;
    }
}
