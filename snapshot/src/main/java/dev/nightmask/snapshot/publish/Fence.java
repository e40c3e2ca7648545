package dev.nightmask.snapshot.publish;

/// Keeps a run from publishing that has lost its right to: one that slept while another took its place.
@FunctionalInterface
public interface Fence {

    /// Called when a snapshot is whole and nobody sees it yet. Once it returns nobody else publishes in its place, and
    /// whoever finds the snapshot not visible may make it so: see [Snapshots#finish].
    ///
    /// @throws NightmaskException NIGHT_TAKEN to keep it from being seen
    void commit(Manifest manifest);

    /// Everybody may publish.
    static Fence none() {
        return unused -> {};
    }
}
