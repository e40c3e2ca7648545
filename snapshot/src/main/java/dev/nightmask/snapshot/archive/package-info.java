/// PostgreSQL's custom archive format, read and written: [TocReader], [ArchiveWriter], [ArchiveReader].
@NullMarked
package dev.nightmask.snapshot.archive;

import org.jspecify.annotations.NullMarked;
