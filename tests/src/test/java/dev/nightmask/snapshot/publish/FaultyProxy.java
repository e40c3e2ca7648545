package dev.nightmask.snapshot.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// Stands before an HTTP server and cuts connections where a test says so.
public final class FaultyProxy implements AutoCloseable {
    private final URI target;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger faults = new AtomicInteger();
    private volatile Predicate<String> faulty = request -> false;
    private volatile long answerBytes;

    public FaultyProxy(URI target) throws IOException {
        this.target = target;
        inBackground(this::accept);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /// Lets the next `times` requests whose first line fits reach the server, and cuts their answers.
    ///
    /// @param bytes of the answer that still arrive
    public void cutAnswers(Predicate<String> requestLine, long bytes, int times) {
        faulty = requestLine;
        answerBytes = bytes;
        faults.set(times);
    }

    /// How many of the faults have not happened yet.
    public int faultsLeft() {
        return Math.max(0, faults.get());
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            open.add(client);
            if (server.isClosed()) {
                client.close(); // It came while `close` was on its way.
                return;
            }
            inBackground(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        AtomicLong remaining = new AtomicLong(Long.MAX_VALUE);
        try (client;
                Socket upstream = new Socket(target.getHost(), target.getPort())) {
            inBackground(() -> answer(upstream, client, remaining));
            ask(client, upstream, remaining);
        }
    }

    private void ask(Socket client, Socket upstream, AtomicLong remaining) throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = upstream.getOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            String line = new String(buffer, 0, n, StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
            if (line.endsWith(" HTTP/1.1") && faulty.test(line) && faults.getAndDecrement() > 0) {
                remaining.set(answerBytes);
            }
            out.write(buffer, 0, n);
        }
    }

    private static void answer(Socket upstream, Socket client, AtomicLong remaining) throws IOException {
        try (client) {
            InputStream in = upstream.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                int passed = (int) Math.min(n, remaining.get());
                out.write(buffer, 0, passed);
                if (passed < n) {
                    return;
                }
                remaining.addAndGet(-passed);
            }
        }
    }

    private static void inBackground(Step step) {
        Thread.startVirtualThread(() -> {
            try {
                step.run();
            } catch (IOException e) {
                return; // One side has gone, which the other side notices.
            }
        });
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
