package dev.nightmask.snapshot.guard;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the guard has let pass: to be shown again unchanged right before each thing that can't be undone.
///
/// @param server who answers
/// @param consent of the database that is to be replaced; null when there is none of its name yet
/// @param pulse how lively that database was; null when there is none
public record Admission(
        ServerIdentity server,
        @Nullable Marker consent,
        @Nullable Pulse pulse) {

    /// Whether it is the same server and consent.
    boolean isStill(Admission before) {
        return server.equals(before.server) && Objects.equals(consent, before.consent);
    }
}
