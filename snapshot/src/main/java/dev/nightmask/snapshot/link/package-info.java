/// Links that die after three minutes ([Links]), and pulling an archive by one or from its store ([Pull]).
@NullMarked
package dev.nightmask.snapshot.link;

import org.jspecify.annotations.NullMarked;
