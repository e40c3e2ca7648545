/// What the source holds. [Source] is the coordinating session, [Catalog] what it read.
@NullMarked
package dev.nightmask.snapshot.catalog;

import org.jspecify.annotations.NullMarked;
