/// The environment of a function, read at its start: every value is checked, and all that is wrong is said at once.
@NullMarked
package dev.nightmask.lambda.settings;

import org.jspecify.annotations.NullMarked;
