package dev.nightmask.mask;

/// What a technique has to know of a column's values.
///
/// @param family how PostgreSQL writes such values as text
/// @param maxLength in characters, 0 when unlimited (`varchar(n)`, `char(n)`)
public record ValueType(Family family, int maxLength) {

    public ValueType {
        if (maxLength < 0) {
            throw new IllegalArgumentException("maxLength " + maxLength);
        }
    }

    /// Kinds of values that are masked alike, whatever PostgreSQL calls their type.
    public enum Family {
        /// text, varchar, char, name.
        TEXT,
        /// citext: text whose equality ignores case.
        CITEXT,
        SMALLINT,
        INTEGER,
        BIGINT,
        NUMERIC,
        /// real and double precision.
        FLOAT,
        BOOLEAN,
        DATE,
        /// timestamp with or without time zone.
        TIMESTAMP,
        UUID,
        /// json and jsonb.
        JSON,
        BYTEA,
        /// Everything else: arrays, ranges, enums, composites, and what extensions bring.
        OTHER
    }
}
