package dev.nightmask.snapshot.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Another port that leads to a server, as a tunnel or a load balancer does.
public final class Forwarder implements AutoCloseable {
    private final ServerSocket entrance;
    private volatile int port;

    private Forwarder(ServerSocket entrance, int port) {
        this.entrance = entrance;
        this.port = port;
    }

    public static Forwarder to(int port) throws IOException {
        Forwarder forwarder = new Forwarder(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().start(forwarder::accept);
        return forwarder;
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /// From now on new connections lead somewhere else, as after a failover.
    public void turnTo(int other) {
        port = other;
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket near = entrance.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> copy(near, far));
                Thread.ofVirtual().start(() -> copy(far, near));
            }
        } catch (IOException e) {
            close();
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the two has hung up; the other is closed with it.
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
