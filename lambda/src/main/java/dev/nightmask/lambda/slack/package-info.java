/// Slack's web API and the parts of its messages.
@NullMarked
package dev.nightmask.lambda.slack;

import org.jspecify.annotations.NullMarked;
