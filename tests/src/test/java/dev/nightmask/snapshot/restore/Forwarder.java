package dev.nightmask.snapshot.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/// Another port that leads to a server, as a tunnel or a load balancer does.
public final class Forwarder implements AutoCloseable {
    private final ServerSocket entrance;
    private volatile int port;
    private final AtomicLong budget;

    private Forwarder(ServerSocket entrance, int port, long bytes) {
        this.entrance = entrance;
        this.port = port;
        this.budget = new AtomicLong(bytes);
    }

    public static Forwarder to(int port) throws IOException {
        return breaking(port, Long.MAX_VALUE);
    }

    /// One that hangs up on whomever the server sends more to, once it has sent so much in all.
    public static Forwarder breaking(int port, long afterBytes) throws IOException {
        Forwarder forwarder =
                new Forwarder(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), port, afterBytes);
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
                Thread.ofVirtual().start(() -> copy(near, far, new AtomicLong(Long.MAX_VALUE)));
                Thread.ofVirtual().start(() -> copy(far, near, budget));
            }
        } catch (IOException e) {
            close();
        }
    }

    private static void copy(Socket from, Socket to, AtomicLong budget) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            int length = from.getInputStream().read(buffer);
            while (length >= 0 && budget.addAndGet(-length) >= 0) {
                to.getOutputStream().write(buffer, 0, length);
                length = from.getInputStream().read(buffer);
            }
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
