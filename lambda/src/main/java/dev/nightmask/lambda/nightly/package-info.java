/// Makes the snapshot of a night: begin reading at [dev.nightmask.lambda.nightly.Nightly].
@NullMarked
package dev.nightmask.lambda.nightly;

import org.jspecify.annotations.NullMarked;
