package dev.nightmask.snapshot.journal;

/// What can be done to a target.
public enum Act {
    /// A snapshot is loaded into a database beside it.
    RESTORE,
    /// That database takes its place.
    SWAP,
    /// The database that a swap has replaced takes its place again.
    ROLLBACK,
    /// The database that a swap has replaced is removed.
    DROP_PREVIOUS,
    /// It is noted on it that it may be replaced.
    ALLOW,
    /// That note is removed.
    REVOKE
}
