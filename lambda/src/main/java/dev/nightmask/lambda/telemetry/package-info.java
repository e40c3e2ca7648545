/// What a run says of itself: JSON log lines and metrics, which hold names and numbers only.
@NullMarked
package dev.nightmask.lambda.telemetry;

import org.jspecify.annotations.NullMarked;
