/// Whether a restore may write to a database, decided by what its server says on the connection that will write:
/// [Guard] decides, [Marker] is how a database consents.
@NullMarked
package dev.nightmask.snapshot.guard;

import org.jspecify.annotations.NullMarked;
