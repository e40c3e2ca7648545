package dev.nightmask.snapshot.guard;

import dev.nightmask.snapshot.publish.SourceNote;
import dev.nightmask.snapshot.publish.SourceNote.Meeting;

/// Who a server is, by its own word.
///
/// @param systemIdentifier from pg_control_system(), decimal; the same on a primary and all its physical copies
/// @param timeline from pg_control_checkpoint(); grows when a standby or a restored backup becomes a primary
/// @param endpoint the address and port where this connection reached it, as the server sees them; `local:` and
///        the machine's name where they are the server's loopback or a socket
public record ServerIdentity(String systemIdentifier, int timeline, String endpoint) {
    private static final String LOCAL = "local:";

    /// One question, asked before any other: nothing on the search path can answer in the server's place.
    private static final String QUESTION = """
            SELECT (SELECT system_identifier::pg_catalog.text FROM pg_catalog.pg_control_system()),
                (SELECT timeline_id FROM pg_catalog.pg_control_checkpoint()),
                coalesce(pg_catalog.host(pg_catalog.inet_server_addr()), ''),
                pg_catalog.current_setting('port'), pg_catalog.pg_is_in_recovery()""";

    /// @param machine what this machine is called, in letters and digits
    static ServerIdentity of(Session session, String machine) {
        return introduction(session, machine).server();
    }

    static Introduction introduction(Session session, String machine) {
        return session.one(
                QUESTION,
                row -> new Introduction(
                        new ServerIdentity(
                                row.getString(1), row.getInt(2), endpoint(row.getString(3), row.getString(4), machine)),
                        row.getBoolean(5)));
    }

    private static String endpoint(String address, String port, String machine) {
        boolean loopback = address.isEmpty() || address.startsWith("127.") || address.equals("::1");
        return loopback ? LOCAL + machine + ":" + port : address + ":" + port;
    }

    static boolean isLocal(String endpoint) {
        return endpoint.startsWith(LOCAL);
    }

    /// Whether the server takes the connection on its own loopback or a socket.
    boolean isLocal() {
        return isLocal(endpoint);
    }

    /// A server that has said who it is.
    record Introduction(ServerIdentity server, boolean inRecovery) {
        SourceNote asSource() {
            return SourceNote.of(
                    server.systemIdentifier(), new Meeting(server.endpoint(), server.timeline(), inRecovery));
        }
    }
}
