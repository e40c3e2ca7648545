package dev.nightmask.lambda.links;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// HTTP in front of a handler, as a function URL of AWS: every request becomes an event of payload format 2.0. Every
/// other body is handed over in base64.
final class FunctionUrl implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final RequestStreamHandler handler;
    private final Gate gate;
    private final AtomicInteger requests = new AtomicInteger();

    FunctionUrl(RequestStreamHandler handler, Gate gate) {
        this.handler = handler;
        this.gate = gate;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// Who may call.
    @FunctionalInterface
    interface Gate {
        /// The caller's ARN, or `""` where anybody may call; empty when the caller may not.
        Optional<String> caller(HttpExchange exchange, byte[] body);

        static Gate open() {
            return (exchange, body) -> Optional.of("");
        }
    }

    /// As AWS names it to the function.
    String domain() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    URI at(String path) {
        return URI.create("http://" + domain() + path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<String> caller = gate.caller(exchange, body);
            if (caller.isEmpty()) {
                byte[] forbidden = "{\"Message\":\"Forbidden\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(403, forbidden.length);
                exchange.getResponseBody().write(forbidden);
                return;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            handler.handleRequest(
                    new ByteArrayInputStream(event(exchange, body, caller.get())), out, new FixedContext());
            answer(exchange, JSON.readTree(out.toByteArray()));
        }
    }

    private byte[] event(HttpExchange exchange, byte[] body, String caller) {
        ObjectNode event = JSON.createObjectNode().put("version", "2.0");
        event.put("rawPath", exchange.getRequestURI().getRawPath());
        ObjectNode headers = event.putObject("headers");
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        ObjectNode context = event.putObject("requestContext").put("domainName", domain());
        context.putObject("http")
                .put("method", exchange.getRequestMethod())
                .put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
        if (!caller.isEmpty()) {
            context.putObject("authorizer").putObject("iam").put("userArn", caller);
        }
        boolean encoded = requests.incrementAndGet() % 2 == 0 || !isUtf8(body);
        event.put("isBase64Encoded", encoded);
        event.put(
                "body", encoded ? Base64.getEncoder().encodeToString(body) : new String(body, StandardCharsets.UTF_8));
        return JSON.writeValueAsBytes(event);
    }

    private static boolean isUtf8(byte[] body) {
        return java.util.Arrays.equals(new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), body);
    }

    private static void answer(HttpExchange exchange, JsonNode answer) throws IOException {
        answer.path("headers")
                .properties()
                .forEach(header -> exchange.getResponseHeaders()
                        .add(header.getKey(), header.getValue().stringValue()));
        byte[] body = answer.path("body").stringValue("").getBytes(StandardCharsets.UTF_8);
        boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.path("statusCode").intValue(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
