/// Links that die after three minutes ([Links]), the record of who got one ([HandOuts]), and pulling an archive by a
/// link or from its store ([Pull]).
@NullMarked
package dev.nightmask.snapshot.link;

import org.jspecify.annotations.NullMarked;
