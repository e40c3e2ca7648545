package dev.nightmask.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The side of AWS Lambda that a runtime speaks to, on loopback: events are asked for, answers and errors posted.
///
/// Source: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes".
public final class RuntimeApi implements AutoCloseable {
    private static final String BASE = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<Answer> initialised = new CompletableFuture<>();
    private final CompletableFuture<Answer> pictured = new CompletableFuture<>();
    private final CountDownLatch woken = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private int requests;

    /// What a function answered.
    public record Answer(boolean ok, String body) {}

    private record Event(String id, byte[] body, Duration life) {}

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    public static RuntimeApi start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            RuntimeApi api = new RuntimeApi(server);
            server.createContext(BASE, api::handle);
            server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// For AWS_LAMBDA_RUNTIME_API.
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Puts an event where the function asks for the next.
    ///
    /// @param life until the function would be stopped, from when it has the event
    /// @return completed with its answer
    public synchronized CompletableFuture<Answer> send(byte[] event, Duration life) {
        String id = "request-" + ++requests;
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        answers.put(id, answer);
        events.add(new Event(id, event, life));
        return answer;
    }

    /// Completed when the function is ready for the picture from which others start, or cannot be: see [#wake].
    public CompletableFuture<Answer> pictured() {
        return pictured;
    }

    /// Lets a function that is ready for its picture go on, as one does that was started from there.
    public void wake() {
        woken.countDown();
    }

    /// Completed when the function asks for its first event, or cannot.
    public CompletableFuture<Answer> initialised() {
        return initialised;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(BASE.length());
            byte[] body = exchange.getRequestBody().readAllBytes();
            String[] parts = path.split("/");
            if (path.equals("invocation/next")) {
                initialised.complete(new Answer(true, ""));
                next(exchange);
            } else if (path.equals("restore/next")) {
                pictured.complete(new Answer(true, ""));
                woken.await();
                exchange.sendResponseHeaders(200, -1);
            } else if (path.equals("init/error") || path.equals("restore/error")) {
                pictured.complete(new Answer(false, new String(body, UTF_8)));
                initialised.complete(new Answer(false, new String(body, UTF_8)));
                exchange.sendResponseHeaders(202, -1);
            } else {
                exchange.sendResponseHeaders(202, -1);
                Objects.requireNonNull(answers.get(parts[1]))
                        .complete(new Answer(parts[2].equals("response"), new String(body, UTF_8)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Blocks while there is none, as the real one does.
    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        Event event = null;
        while (event == null && closed.getCount() > 0) {
            event = events.poll(50, TimeUnit.MILLISECONDS);
        }
        if (event == null) {
            return;
        }
        long deadline = Instant.now().plus(event.life()).toEpochMilli();
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", event.id());
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-north-1:1:f:x");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.body().length);
        exchange.getResponseBody().write(event.body());
    }

    @Override
    public void close() {
        closed.countDown();
        woken.countDown();
        server.stop(0);
    }
}
