package dev.nightmask.failure;

/// One thing that is wrong, and where.
public record Problem(Failure failure, Place place) {

    /// The sentence a person reads first: what is wrong, then where. Never holds a value of a row.
    public String sentence() {
        return place instanceof Place.Nowhere ? failure.problem() : failure.problem() + ": " + place.describe();
    }
}
