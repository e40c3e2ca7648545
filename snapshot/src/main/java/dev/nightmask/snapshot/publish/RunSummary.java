package dev.nightmask.snapshot.publish;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What making a snapshot took: for who must say how long the next one will take.
///
/// @param expectedBytes of tables that were to be read, by their size on disk
/// @param jobs how many sessions read at once
/// @param stageMillis how long each stage took, up to the publishing of the manifest
/// @param peakMemoryBytes of the whole process
public record RunSummary(long expectedBytes, int jobs, SortedMap<String, Long> stageMillis, long peakMemoryBytes) {
    public RunSummary {
        if (expectedBytes < 0 || jobs < 1 || peakMemoryBytes < 0) {
            throw new IllegalArgumentException("a summary of no run");
        }
        stageMillis = Collections.unmodifiableSortedMap(new TreeMap<>(stageMillis));
    }
}
