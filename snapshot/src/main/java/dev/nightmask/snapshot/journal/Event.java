package dev.nightmask.snapshot.journal;

/// How far an act has come.
public enum Event {
    /// The next statement may change something.
    BEGUN,
    DONE,
    /// It ended before anything was changed.
    REFUSED,
    /// It ended after that; the failures say with what.
    FAILED
}
