/// Secrets, tokens and events, from the services that hold them.
@NullMarked
package dev.nightmask.lambda.aws;

import org.jspecify.annotations.NullMarked;
