package dev.nightmask.mask;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;

/// What a masker throws. It knows neither column nor row; whoever called it knows the column.
final class BadField {
    private BadField() {}

    /// The field is not of the kind that the technique expects.
    static NightmaskException kind() {
        return new NightmaskException(Failure.RULE_FIELD, new Place.Nowhere());
    }

    /// The field is not UTF-8.
    static NightmaskException encoding() {
        return new NightmaskException(Failure.TEXT_ENCODING, new Place.Nowhere());
    }
}
