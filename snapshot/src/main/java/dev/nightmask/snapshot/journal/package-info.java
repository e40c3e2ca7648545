/// What was done to targets, by whom and when: a [Journal] on this machine and beside the store.
@NullMarked
package dev.nightmask.snapshot.journal;

import org.jspecify.annotations.NullMarked;
