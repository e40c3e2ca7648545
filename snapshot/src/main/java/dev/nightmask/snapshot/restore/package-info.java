/// Into a developer's database: digest, guard, then pg_restore. [Restore] is the way in.
@NullMarked
package dev.nightmask.snapshot.restore;

import org.jspecify.annotations.NullMarked;
