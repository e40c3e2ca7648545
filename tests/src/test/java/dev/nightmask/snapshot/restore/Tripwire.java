package dev.nightmask.snapshot.restore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// A way to a server on which something happens when the client sends its n-th message: on its first connection, or
/// on all others counted together.
final class Tripwire implements AutoCloseable {
    private final ServerSocket entrance;
    private final int port;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();
    private final Trap trap;

    /// What happens.
    ///
    /// @param onFirst whether the first connection is meant, or the others
    /// @param message which message trips it, counted from 1; 0 for none
    /// @param action is done before the message is passed on
    record Trap(boolean onFirst, int message, Runnable action) {
        static Trap none() {
            return new Trap(true, 0, () -> {});
        }
    }

    Tripwire(int port, Trap trap) throws IOException {
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = port;
        this.trap = trap;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    int messagesOnFirst() {
        return first.get();
    }

    int messagesOnOthers() {
        return others.get();
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket near = entrance.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                boolean isFirst = connections.incrementAndGet() == 1;
                Thread.ofVirtual().start(() -> copy(near, far, () -> count(isFirst)));
                Thread.ofVirtual().start(() -> copy(far, near, () -> {}));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void count(boolean isFirst) {
        int message = (isFirst ? first : others).incrementAndGet();
        if (isFirst == trap.onFirst() && message == trap.message()) {
            trap.action().run();
        }
    }

    private static void copy(Socket from, Socket to, Runnable each) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                each.run();
                out.write(buffer, 0, length);
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
