/// Loads each new snapshot into staging, through the guard.
@NullMarked
package dev.nightmask.lambda.refresh;

import org.jspecify.annotations.NullMarked;
