/// The techniques: bytes of a field in, bytes out. [Maskers] turns a [dev.nightmask.rules.Rule] and the
/// [ValueType] of its column into a [Masker]; [Fitness] says beforehand whether the two go together.
@NullMarked
package dev.nightmask.mask;

import org.jspecify.annotations.NullMarked;
