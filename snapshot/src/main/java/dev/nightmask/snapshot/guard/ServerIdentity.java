package dev.nightmask.snapshot.guard;

/// Who a server is, by its own word.
///
/// @param systemIdentifier from pg_control_system(), decimal; the same on a primary and all its physical copies
/// @param timeline from pg_control_checkpoint(); grows when a standby or a restored backup becomes a primary
/// @param endpoint the address and port where this connection reached it, as the server sees them; `local:` and
///        the machine's name where they are the server's loopback or a socket
public record ServerIdentity(String systemIdentifier, int timeline, String endpoint) {
    private static final String QUESTION = """
            SELECT (SELECT system_identifier::text FROM pg_control_system()),
                (SELECT timeline_id FROM pg_control_checkpoint()),
                coalesce(host(inet_server_addr()), ''), current_setting('port')""";

    /// @param machine what this machine is called, in letters and digits
    static ServerIdentity of(Session session, String machine) {
        return session.one(
                QUESTION,
                row -> new ServerIdentity(
                        row.getString(1), row.getInt(2), endpoint(row.getString(3), row.getString(4), machine)));
    }

    private static String endpoint(String address, String port, String machine) {
        boolean loopback = address.isEmpty() || address.startsWith("127.") || address.equals("::1");
        return loopback ? "local:" + machine + ":" + port : address + ":" + port;
    }

    /// Whether the server takes the connection on its own loopback or a socket.
    boolean isLocal() {
        return endpoint.startsWith("local:");
    }
}
