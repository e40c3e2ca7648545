package dev.nightmask.snapshot.catalog;

import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketCredentials;

/// A connection that was made, and what is known of its two ends without asking the server.
///
/// @param pinned leads to the same host, and child programs to the very address that it had just now
/// @param localPort of our end, where the connection goes to a loopback address; else 0
/// @param peer the process that listens at the other end of a Unix socket; 0 where it is none or cannot be told
public record Reached(Connection connection, ConnectionSettings pinned, int localPort, long peer) {

    static int localPort(Socket socket) {
        boolean loopback = !(socket instanceof AFUNIXSocket)
                && socket.getInetAddress() != null
                && socket.getInetAddress().isLoopbackAddress();
        return loopback ? socket.getLocalPort() : 0;
    }

    static long peer(Socket socket) {
        try {
            AFUNIXSocketCredentials peer = socket instanceof AFUNIXSocket unix ? unix.getPeerCredentials() : null;
            return peer == null ? 0 : Math.max(0, peer.getPid());
        } catch (IOException e) {
            return 0; // Not every system tells.
        }
    }

    /// Where the other end is; empty for a Unix socket.
    static String address(Socket socket) {
        boolean named = socket instanceof AFUNIXSocket || socket.getInetAddress() == null;
        return named ? "" : socket.getInetAddress().getHostAddress();
    }
}
