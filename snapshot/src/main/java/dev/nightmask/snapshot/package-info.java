/// The whole path from a production database to a developer's: [SnapshotRun] holds the first half in one
/// method, [dev.nightmask.snapshot.restore.Restore] the second.
@NullMarked
package dev.nightmask.snapshot;

import org.jspecify.annotations.NullMarked;
