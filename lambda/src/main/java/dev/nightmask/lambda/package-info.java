/// Nightmask on AWS: `nightly` makes the snapshot, `links` hands it out, `refresh` loads it into staging, `announce`
/// tells Slack of all three.
@NullMarked
package dev.nightmask.lambda;

import org.jspecify.annotations.NullMarked;
