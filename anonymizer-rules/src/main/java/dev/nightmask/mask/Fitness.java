package dev.nightmask.mask;

import dev.nightmask.failure.Failure;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Generalize;
import dev.nightmask.rules.Rule.Granularity;
import dev.nightmask.rules.Rule.Json;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.Rule.Replace;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.rules.Rule.Synthesize;
import java.util.Optional;

/// Says before a run whether a rule goes with the values of a column.
///
/// NOT NULL and unique keys are no matter of values: whoever plans asks for them, with [#keepsDistinct].
public final class Fitness {
    private Fitness() {}

    /// What speaks against the rule on such a column: a mismatch of types, too little room, a dictionary that
    /// stays empty, a JSON path that is none. Empty when it fits; then [Maskers#create] takes it.
    public static Optional<Failure> check(Rule rule, ValueType type) {
        return switch (rule) {
            case Keep ignored -> Optional.empty();
            case Suppress ignored -> Optional.empty();
            case Replace replace -> Constant.check(replace.text(), type);
            case Pseudonymize pseudonymize -> pseudonymize(pseudonymize.kind(), type);
            case Synthesize synthesize -> isText(type) ? dictionary(synthesize, type) : mismatch();
            case Generalize generalize -> generalize(generalize.granularity(), type.family());
            case Json json -> type.family() == Family.JSON ? JsonFitness.check(json) : mismatch();
        };
    }

    /// Whether values that differ still differ when masked, so that a unique key of the source holds.
    /// NULL is no value: that `suppress` makes a column all NULL is for the caller to judge.
    public static boolean keepsDistinct(Rule rule, ValueType type) {
        return switch (rule) {
            case Keep ignored -> true;
            case Pseudonymize pseudonymize ->
                switch (pseudonymize.kind()) {
                    case EMAIL, PHONE, USERNAME, UUID, INTEGER ->
                        check(rule, type).isEmpty();
                    case FIRST_NAME, LAST_NAME, FULL_NAME, TEXT -> false;
                };
            case Suppress ignored -> false;
            case Replace ignored -> false;
            case Synthesize ignored -> false;
            case Generalize ignored -> false;
            case Json ignored -> false;
        };
    }

    /// Whether equal values of two columns in one pseudonym domain are equal when masked, so that a foreign key
    /// from one to the other holds. The rule fits both.
    public static boolean joins(Rule rule, ValueType one, ValueType other) {
        if (one.equals(other) || !(rule instanceof Pseudonymize pseudonymize)) {
            return true;
        }
        boolean sameFamily = one.family() == other.family();
        return switch (pseudonymize.kind()) {
            case INTEGER, PHONE -> true;
            case TEXT, UUID -> sameFamily;
            case EMAIL -> sameFamily && haveRoom(EmailSpelling.LONGEST, one, other);
            case USERNAME -> sameFamily && haveRoom(Handle.LONGEST, one, other);
            case FIRST_NAME, LAST_NAME, FULL_NAME -> false;
        };
    }

    private static boolean haveRoom(int characters, ValueType one, ValueType other) {
        return room(characters, one).isEmpty() && room(characters, other).isEmpty();
    }

    private static Optional<Failure> pseudonymize(Pseudonymize.Kind kind, ValueType type) {
        return switch (kind) {
            case PHONE, TEXT -> isText(type) ? Optional.empty() : mismatch();
            case EMAIL -> isText(type) ? room(EmailSpelling.SHORTEST, type) : mismatch();
            case USERNAME -> isText(type) ? room(Handle.SHORTEST, type) : mismatch();
            case FIRST_NAME, LAST_NAME, FULL_NAME -> isText(type) ? names(kind, type) : mismatch();
            case UUID -> type.family() == Family.UUID ? Optional.empty() : isText(type) ? room(36, type) : mismatch();
            case INTEGER ->
                type.family() == Family.INTEGER || type.family() == Family.BIGINT ? Optional.empty() : mismatch();
        };
    }

    private static Optional<Failure> generalize(Granularity granularity, Family family) {
        boolean fits = switch (granularity) {
            case Granularity.Year ignored -> isTime(family);
            case Granularity.Month ignored -> isTime(family);
            case Granularity.Bucket bucket -> isNumber(family) && bucket.size() <= DecimalBucket.LARGEST;
        };
        return fits ? Optional.empty() : mismatch();
    }

    private static Optional<Failure> dictionary(Synthesize synthesize, ValueType type) {
        boolean usable =
                Dictionary.of(synthesize.directive(), synthesize.locale()).fits(type.maxLength());
        return usable ? Optional.empty() : Optional.of(Failure.RULE_DICTIONARY);
    }

    private static Optional<Failure> names(Pseudonymize.Kind kind, ValueType type) {
        return NameSpelling.fits(kind, type.maxLength()) ? Optional.empty() : Optional.of(Failure.RULE_TOO_LONG);
    }

    private static Optional<Failure> room(int characters, ValueType type) {
        boolean enough = type.maxLength() == 0 || type.maxLength() >= characters;
        return enough ? Optional.empty() : Optional.of(Failure.RULE_TOO_LONG);
    }

    private static boolean isText(ValueType type) {
        return type.family() == Family.TEXT || type.family() == Family.CITEXT;
    }

    private static boolean isTime(Family family) {
        return family == Family.DATE || family == Family.TIMESTAMP;
    }

    private static boolean isNumber(Family family) {
        return switch (family) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, FLOAT -> true;
            case TEXT, CITEXT, BOOLEAN, DATE, TIMESTAMP, UUID, JSON, BYTEA, OTHER -> false;
        };
    }

    private static Optional<Failure> mismatch() {
        return Optional.of(Failure.RULE_TYPE_MISMATCH);
    }
}
