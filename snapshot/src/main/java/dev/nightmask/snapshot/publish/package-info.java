/// Where snapshots live: [ObjectStore] at the edge, a directory or a bucket, and [Snapshots] above it, which
/// decides when a snapshot can be seen. An archive goes into a bucket by way of [S3Upload], in the background;
/// [Attempts] says how long a server is waited for, and [PartSizes] what memory that takes.
@NullMarked
package dev.nightmask.snapshot.publish;

import org.jspecify.annotations.NullMarked;
