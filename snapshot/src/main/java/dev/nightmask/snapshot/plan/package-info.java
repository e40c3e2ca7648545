/// Rules bound to a catalog: [Planner] is a pure function from both to a [MaskPlan] with a decision for every
/// column, or to everything that is wrong at once.
@NullMarked
package dev.nightmask.snapshot.plan;

import org.jspecify.annotations.NullMarked;
