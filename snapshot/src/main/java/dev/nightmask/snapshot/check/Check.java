package dev.nightmask.snapshot.check;

import dev.nightmask.failure.Failure;

/// What is checked of a database, in the order in which it is told.
public enum Check {
    ROWS("row count", Failure.CHECK_ROWS),
    FOREIGN_KEY("foreign key", Failure.CHECK_FOREIGN_KEY),
    REFERENCE("reference", Failure.CHECK_REFERENCE),
    INDEX("index", Failure.CHECK_INDEX),
    UNIQUE("unique", Failure.CHECK_UNIQUE),
    CONSTRAINT("check", Failure.CHECK_CONSTRAINT),
    NOT_NULL("not null", Failure.CHECK_NOT_NULL),
    SEQUENCE("sequence", Failure.CHECK_SEQUENCE);

    private final String label;
    private final Failure failure;

    Check(String label, Failure failure) {
        this.label = label;
        this.failure = failure;
    }

    /// As a person reads it in a table.
    public String label() {
        return label;
    }

    /// What a finding of this check is called.
    Failure failure() {
        return failure;
    }
}
