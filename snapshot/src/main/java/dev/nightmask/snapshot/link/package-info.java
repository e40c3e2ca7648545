/// Links that die after three minutes and the record of who got one ([Links], [HandOuts]), and pulling an archive by
/// one
/// or from its store ([Pull]).
@NullMarked
package dev.nightmask.snapshot.link;

import org.jspecify.annotations.NullMarked;
