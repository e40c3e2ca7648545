/// Whether a database is whole: rows, references, constraints and sequences, found out by reading alone.
/// [DatabaseCheck] is the way in, an [Examination] its answer.
@NullMarked
package dev.nightmask.snapshot.check;

import org.jspecify.annotations.NullMarked;
