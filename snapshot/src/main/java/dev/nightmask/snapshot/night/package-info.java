/// One snapshot a night, however often and from wherever the night is begun: [dev.nightmask.snapshot.night.Nights].
@NullMarked
package dev.nightmask.snapshot.night;

import org.jspecify.annotations.NullMarked;
