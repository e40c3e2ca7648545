/// The command line: one class for each command, thin over the stages.
@NullMarked
package dev.nightmask.cli;

import org.jspecify.annotations.NullMarked;
