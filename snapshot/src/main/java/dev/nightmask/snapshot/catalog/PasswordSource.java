package dev.nightmask.snapshot.catalog;

/// Makes a password for each connection, right before it: for tokens that die soon. Thread-safe.
@FunctionalInterface
public interface PasswordSource {

    /// @param host a host name as it was given, or an address
    String passwordFor(String host, int port, String user);
}
