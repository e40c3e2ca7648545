package dev.nightmask.snapshot;

/// Told how long work goes on, for a person who waits. Called by the working thread; returns at once.
public interface Progress {

    /// A new stage begins, for example `copy`.
    ///
    /// @param totalBytes an estimate of the bytes to come, 0 when unknown
    void stage(String name, long totalBytes);

    /// A new stage begins that is counted in things, for example indexes. Each is a row to [#advance].
    ///
    /// @param total how many there are
    default void count(String name, int total) {
        stage(name, 0);
    }

    /// More of the stage is done.
    ///
    /// @param rows since the last call
    /// @param bytes since the last call
    void advance(long rows, long bytes);

    /// Nobody watches.
    static Progress none() {
        return new Progress() {
            @Override
            public void stage(String name, long totalBytes) {}

            @Override
            public void advance(long rows, long bytes) {}
        };
    }
}
