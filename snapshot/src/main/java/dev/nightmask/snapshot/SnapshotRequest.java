package dev.nightmask.snapshot;

import dev.nightmask.mask.PseudonymizationKey;
import dev.nightmask.rules.RuleSet;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.publish.SnapshotName;

/// What to make a snapshot of, and how.
///
/// @param name among those of the store
/// @param programs where pg_dump is
/// @param budget asked before rows are read
/// @param jobs how many sessions read at once, from 1; the coordinating one is not counted
/// @param keepEverything rules that mask nothing are meant so; without this they stop the run
public record SnapshotRequest(
        SnapshotName name,
        ConnectionSettings source,
        PostgresPrograms programs,
        RuleSet rules,
        PseudonymizationKey key,
        Codec codec,
        Budget budget,
        int jobs,
        boolean keepEverything) {}
