package dev.nightmask.snapshot;

/// Decides whether a run may go on: asked once, when it is known how much there is to read and before a row is read.
@FunctionalInterface
public interface Budget {

    /// Returns when the run may go on.
    ///
    /// @param expectedBytes of tables to be read, by their size on disk
    /// @throws NightmaskException TIME_SHORT to end the run
    void allow(long expectedBytes);

    /// As long as it takes.
    static Budget unlimited() {
        return unused -> {};
    }
}
