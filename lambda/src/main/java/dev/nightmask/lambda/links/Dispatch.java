package dev.nightmask.lambda.links;

/// Has an order answered by somebody else, later. The caller does not wait for the answer.
@FunctionalInterface
interface Dispatch {

    /// @throws dev.nightmask.failure.NightmaskException when nobody will answer it
    void send(Order order);
}
