/// Rows out of the source, masked while they stream: [TableCopy] reads, [RowMasker] rewrites COPY text.
@NullMarked
package dev.nightmask.snapshot.copy;

import org.jspecify.annotations.NullMarked;
