package dev.nightmask.snapshot.publish;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;

/// Stands before an HTTP server and does to its requests what a test says. Every request gets a connection of
/// its own to the server; whoever asks is told to make a new one, too.
public final class FaultyProxy implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final URI target;
    private final ServerSocket server;
    private final String scheme;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Scripted> script = new CopyOnWriteArrayList<>();
    private final Queue<ProxiedRequest> seen = new ConcurrentLinkedQueue<>();
    private final LongAdder answered = new LongAdder();

    public FaultyProxy(URI target) throws IOException {
        this(target, "http", ServerSocketFactory.getDefault());
    }

    private FaultyProxy(URI target, String scheme, ServerSocketFactory sockets) throws IOException {
        this.target = target;
        this.scheme = scheme;
        this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    /// Speaks TLS with whoever asks, but not with the server.
    public static FaultyProxy withTls(URI target, SelfSigned certificate) throws IOException, GeneralSecurityException {
        return new FaultyProxy(target, "https", certificate.context().getServerSocketFactory());
    }

    public URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }

    /// Does this to the next `times` requests whose first line fits. Of several faults that fit, the one that was
    /// named first happens.
    public void script(Predicate<String> requestLine, Fault fault, int times) {
        script.add(new Scripted(requestLine, fault, new AtomicInteger(times)));
    }

    /// Cuts the answers to the next `times` requests whose first line fits.
    ///
    /// @param bytes of the answer that still arrive
    public void cutAnswers(Predicate<String> requestLine, long bytes, int times) {
        script(requestLine, new Fault.Cut(bytes), times);
    }

    /// How many of the faults have not happened yet.
    public int faultsLeft() {
        return script.stream()
                .mapToInt(fault -> Math.max(0, fault.left().get()))
                .sum();
    }

    /// How many requests have come whose first line fits.
    public int count(Predicate<String> requestLine) {
        return (int) lines().filter(requestLine).count();
    }

    /// The values of a header in the requests so far whose first line fits.
    public List<String> headers(Predicate<String> requestLine, String name) {
        return seen.stream()
                .filter(request -> requestLine.test(request.line()))
                .flatMap(request -> request.header(name).stream())
                .toList();
    }

    /// How many bytes were passed on as answers, heads included.
    public long answeredBytes() {
        return answered.sum();
    }

    private Stream<String> lines() {
        return seen.stream().map(ProxiedRequest::line);
    }

    /// Waits until that many have come.
    public void await(Predicate<String> requestLine, int count) {
        long end = System.nanoTime() + PATIENCE;
        while (count(requestLine) < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only these came: " + lines().toList());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
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
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            ProxiedRequest request = ProxiedRequest.read(in);
            seen.add(request);
            handle(request, in, client.getOutputStream());
        } finally {
            open.remove(client);
        }
    }

    private void handle(ProxiedRequest request, InputStream body, OutputStream out) throws IOException {
        switch (faultFor(request.line())) {
            case Fault.Cut cut -> pass(request, body, out, cut.answerBytes());
            case Fault.Dead dead -> {}
            case Fault.Answer answer -> {
                request.copyBody(body, OutputStream.nullOutputStream());
                out.write(request.errorAnswer(answer.status(), answer.code()));
            }
            case Fault.Silence silence -> await(closed);
            case Fault.Muted muted -> {
                pass(request, body, OutputStream.nullOutputStream(), Long.MAX_VALUE);
                muted.carriedOut().countDown();
                await(closed);
            }
            case Fault.Held held -> {
                await(held.gate());
                pass(request, body, out, Long.MAX_VALUE);
            }
            case Fault.None none -> pass(request, body, out, Long.MAX_VALUE);
        }
    }

    private Fault faultFor(String requestLine) {
        return script.stream()
                .filter(fault -> fault.requestLine().test(requestLine))
                .filter(fault -> fault.left().getAndDecrement() > 0)
                .map(Scripted::fault)
                .findFirst()
                .orElse(new Fault.None());
    }

    private void pass(ProxiedRequest request, InputStream body, OutputStream out, long answerBytes) throws IOException {
        try (Socket upstream = new Socket(target.getHost(), target.getPort())) {
            request.sendTo(upstream.getOutputStream(), body);
            InputStream answer = upstream.getInputStream();
            byte[] buffer = new byte[1 << 16];
            long left = answerBytes;
            for (int n = answer.read(buffer); n > 0 && left > 0; n = answer.read(buffer)) {
                out.write(buffer, 0, (int) Math.min(n, left));
                answered.add(Math.min(n, left));
                left -= n;
            }
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
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

    private record Scripted(Predicate<String> requestLine, Fault fault, AtomicInteger left) {}

    @Override
    public void close() throws IOException {
        server.close();
        closed.countDown();
        for (Socket client : open) {
            client.close();
        }
    }
}
