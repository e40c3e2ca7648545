package dev.nightmask.mask;

import dev.nightmask.failure.Failure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a constant of the rule file is a value of a column's type, as PostgreSQL would read it.
/// Stricter than PostgreSQL where it accepts many spellings: dates and times are ISO 8601.
final class Constant {
    private static final Set<String> BOOLEANS = Set.of("true", "false", "t", "f", "yes", "no", "on", "off", "1", "0");
    private static final Set<String> SPECIAL_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");
    private static final Set<String> SPECIAL_TIMES = Set.of("infinity", "-infinity");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][-+]?[0-9]{1,3})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME_ZONE = Pattern.compile("(Z|[-+][0-9]{2}(:[0-9]{2})?)$");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern BYTEA = Pattern.compile("\\\\x([0-9a-fA-F]{2})*");

    private Constant() {}

    /// What speaks against the constant; empty when it fits. Constants for the types of family OTHER are taken
    /// as they are: only the server that restores them knows their syntax.
    static Optional<Failure> check(String text, ValueType type) {
        if (!isStorable(text)) {
            return Optional.of(Failure.RULE_TYPE_MISMATCH);
        }
        boolean fits = switch (type.family()) {
            case TEXT, CITEXT, OTHER -> true;
            case SMALLINT -> isInteger(text, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> isInteger(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> isInteger(text, Long.MIN_VALUE, Long.MAX_VALUE);
            case NUMERIC -> NUMBER.matcher(text).matches() || text.equals("NaN");
            case FLOAT -> isFloat(text);
            case BOOLEAN -> BOOLEANS.contains(text);
            case DATE -> SPECIAL_TIMES.contains(text) || isDate(text);
            case TIMESTAMP -> SPECIAL_TIMES.contains(text) || isDate(text) || isTimestamp(text);
            case UUID -> UUID.matcher(text).matches();
            case JSON -> JsonFitness.isJson(text);
            case BYTEA -> BYTEA.matcher(text).matches();
        };
        if (!fits) {
            return Optional.of(Failure.RULE_TYPE_MISMATCH);
        }
        boolean tooLong = type.maxLength() > 0 && text.codePointCount(0, text.length()) > type.maxLength();
        return tooLong ? Optional.of(Failure.RULE_TOO_LONG) : Optional.empty();
    }

    /// PostgreSQL has no NUL in any text, and UTF-8 no lone surrogates.
    private static boolean isStorable(String text) {
        try {
            StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text));
            return text.indexOf('\0') < 0;
        } catch (CharacterCodingException ignored) {
            return false;
        }
    }

    private static boolean isInteger(String text, long min, long max) {
        if (!INTEGER.matcher(text).matches()) {
            return false;
        }
        var value = new BigInteger(text);
        return value.compareTo(BigInteger.valueOf(min)) >= 0 && value.compareTo(BigInteger.valueOf(max)) <= 0;
    }

    private static boolean isFloat(String text) {
        if (SPECIAL_NUMBERS.contains(text)) {
            return true;
        }
        return NUMBER.matcher(text).matches() && Double.isFinite(new BigDecimal(text).doubleValue());
    }

    private static boolean isDate(String text) {
        try {
            return DATE.matcher(text).matches() && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException ignored) {
            return false;
        }
    }

    private static boolean isTimestamp(String text) {
        String local = TIME_ZONE.matcher(text).replaceFirst("").replace(' ', 'T');
        try {
            return local.length() > 10
                    && isDate(local.substring(0, 10))
                    && !LocalDateTime.parse(local).equals(LocalDateTime.MIN);
        } catch (DateTimeException ignored) {
            return false;
        }
    }
}
