/// Where snapshots live: [ObjectStore] at the edge, a directory or a bucket, and [Snapshots] above it, which
/// decides when a snapshot can be seen.
@NullMarked
package dev.nightmask.snapshot.publish;

import org.jspecify.annotations.NullMarked;
