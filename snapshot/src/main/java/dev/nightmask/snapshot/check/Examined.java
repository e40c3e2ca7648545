package dev.nightmask.snapshot.check;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;

/// One object that was checked.
///
/// @param object by its names, or how many objects the catalog says are in order
/// @param rows how many were looked at, 0 where the catalog alone tells
/// @param findings how many rows, repeated keys or invalid objects there are
public record Examined(Check check, String object, long rows, long findings, Verdict verdict) {

    /// What came out of it.
    public enum Verdict {
        SOUND("ok"),
        /// What the database promises does not hold.
        BROKEN("broken"),
        /// Wrong, though the database never promised otherwise: a constraint that is NOT VALID, a sequence.
        UNPROMISED("not promised"),
        /// The role may not read it, it is locked or it is not there.
        UNEXAMINED("not examined");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// As what it stands in a message.
    Problem problem() {
        return switch (verdict) {
            case SOUND, BROKEN, UNPROMISED -> new Problem(check.failure(), new Place.Found(object, findings));
            case UNEXAMINED -> new Problem(Failure.CHECK_IMPOSSIBLE, new Place.Found(check.label() + " " + object, 0));
        };
    }
}
