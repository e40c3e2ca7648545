/// Signed requests to the services of AWS that are asked for little: one class instead of a client for each.
@NullMarked
package dev.nightmask.snapshot.aws;

import org.jspecify.annotations.NullMarked;
