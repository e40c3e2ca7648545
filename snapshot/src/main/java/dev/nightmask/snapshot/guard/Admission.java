package dev.nightmask.snapshot.guard;

import org.jspecify.annotations.Nullable;

/// What the guard has let pass: to be shown again unchanged right before each thing that can't be undone.
///
/// @param server who answers
/// @param consent of the database that is to be replaced; null when there is none of its name yet
public record Admission(ServerIdentity server, @Nullable Marker consent) {}
