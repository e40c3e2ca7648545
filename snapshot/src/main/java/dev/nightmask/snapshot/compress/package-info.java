/// Compression in pieces that can be produced apart and concatenated: [Codec] and its [Encoder]; [Codecs] has
/// all of them.
@NullMarked
package dev.nightmask.snapshot.compress;

import org.jspecify.annotations.NullMarked;
