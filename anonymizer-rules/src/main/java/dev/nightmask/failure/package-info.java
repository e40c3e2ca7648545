/// How Nightmask fails: one exception ([NightmaskException]), one list of failures ([Failure]), and a
/// [Place] for each that can hold names and positions only, so that no message can carry row data.
@NullMarked
package dev.nightmask.failure;

import org.jspecify.annotations.NullMarked;
