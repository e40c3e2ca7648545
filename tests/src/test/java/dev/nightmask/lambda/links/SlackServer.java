package dev.nightmask.lambda.links;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/// Stands for Slack: says who its users are, and takes answers.
public final class SlackServer implements AutoCloseable {
    public static final String BOT_TOKEN = "xoxb-planted-bot-token";

    private final HttpServer server;
    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger tested = new AtomicInteger();
    private volatile int hookStatus = 200;

    public SlackServer() {
        this(HttpServer::create);
    }

    /// Behind TLS.
    SlackServer(SSLContext tls) {
        this((address, backlog) -> {
            HttpsServer https = HttpsServer.create(address, backlog);
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
            return https;
        });
    }

    private interface Opening {
        HttpServer open(InetSocketAddress address, int backlog) throws IOException;
    }

    private SlackServer(Opening opening) {
        try {
            server = opening.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/api/api.test", this::test);
        server.createContext("/api/users.info", this::user);
        server.createContext("/api/chat.postMessage", this::post);
        server.createContext("/commands/", this::hook);
        server.start();
    }

    /// @param flags further fields of the user object, as JSON
    public void user(String id, String team, String flags) {
        users.put(id, "{\"id\":\"%s\",\"team_id\":\"%s\"%s}".formatted(id, team, flags));
    }

    public void hooksAnswer(int status) {
        hookStatus = status;
    }

    /// Bodies that were sent to response URLs.
    public List<String> answers() {
        return answers;
    }

    /// Bodies that were posted to channels.
    public List<String> posts() {
        return posts;
    }

    /// How often it was asked who a user is.
    int asked() {
        return asked.get();
    }

    /// How often it was asked whether it is there.
    int tested() {
        return tested.get();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    public URI methods() {
        return origin().resolve("/api/");
    }

    public URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    String responseUrl() {
        return origin() + "/commands/T1/123/planted-response-url";
    }

    private void test(HttpExchange exchange) throws IOException {
        tested.incrementAndGet();
        send(exchange, 200, "{\"ok\":true}");
    }

    private void user(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        String id = exchange.getRequestURI().getQuery().substring("user=".length());
        boolean known = users.containsKey(id)
                && ("Bearer " + BOT_TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        send(
                exchange,
                200,
                known ? "{\"ok\":true,\"user\":" + users.get(id) + "}" : "{\"ok\":false,\"error\":\"user_not_found\"}");
    }

    private void post(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean genuine =
                ("Bearer " + BOT_TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (genuine && hookStatus == 200) {
            posts.add(body);
        }
        send(
                exchange,
                200,
                genuine && hookStatus == 200 ? "{\"ok\":true}" : "{\"ok\":false,\"error\":\"not_in_channel\"}");
    }

    private void hook(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (hookStatus == 200) {
            answers.add(body);
        }
        send(exchange, hookStatus, "ok");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
