package dev.nightmask.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Secrets Manager, EventBridge, ECS and Lambda as far as Nightmask asks them, on loopback, and the credentials of a
/// function. A request whose signature is not the one that the SDK's signer makes of it is refused, as is one for
/// another service or region, or of a session that is over.
public final class FakeAws implements AutoCloseable {
    public static final String REGION = "eu-north-1";
    private static final String FUNCTIONS = "/2015-03-31/functions/";
    private static final String CREDENTIALS = "/credentials";
    private static final String GATE = "planted-gate";
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/[0-9]{8}/([a-z0-9-]+)/([a-z]+)/aws4_request, SignedHeaders=([^,]+), .*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private final HttpServer server;
    private final String accessKeyId;
    private final String secretAccessKey;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new ArrayList<>();
    private final List<JsonNode> tasks = new ArrayList<>();
    private final List<Invocation> invocations = new ArrayList<>();
    private int secretsRead;
    private String session = "";

    /// That a function was to be invoked.
    ///
    /// @param type `Event`, or `DryRun` when it was not
    public record Invocation(String function, String type, String event) {}

    private FakeAws(HttpServer server, String accessKeyId, String secretAccessKey) {
        this.server = server;
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
    }

    public static FakeAws start(String accessKeyId, String secretAccessKey) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            FakeAws aws = new FakeAws(server, accessKeyId, secretAccessKey);
            server.createContext("/", aws::handle);
            server.start();
            return aws;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a process needs to find it.
    public Map<String, String> environment() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "AWS_ACCESS_KEY_ID", accessKeyId,
                "AWS_SECRET_ACCESS_KEY", secretAccessKey,
                "AWS_REGION", REGION,
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", url,
                "AWS_ENDPOINT_URL_EVENTBRIDGE", url,
                "AWS_ENDPOINT_URL_ECS", url,
                "AWS_ENDPOINT_URL_LAMBDA", url);
    }

    /// The same for a function that starts from a picture: it asks for its credentials where Lambda gives them.
    public Map<String, String> environmentWithoutKeys() {
        Map<String, String> all = new HashMap<>(environment());
        all.keySet().removeAll(Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
        all.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", all.get("AWS_ENDPOINT_URL_LAMBDA") + CREDENTIALS);
        all.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", GATE);
        return all;
    }

    /// Ends the session whose credentials were given until now.
    ///
    /// @param token of the next one
    public synchronized void beginSession(String token) {
        session = token;
    }

    public void keep(String arn, String secret) {
        secrets.put(arn, secret);
    }

    /// The entries of all events so far.
    public synchronized List<JsonNode> events() {
        return List.copyOf(events);
    }

    /// The requests for tasks so far.
    public synchronized List<JsonNode> tasks() {
        return List.copyOf(tasks);
    }

    /// Every invocation that was asked for so far.
    public synchronized List<Invocation> invocations() {
        return List.copyOf(invocations);
    }

    /// How often a secret was read.
    public synchronized int secretsRead() {
        return secretsRead;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String answer = answer(exchange, body);
            byte[] bytes = (answer.isEmpty() ? "{\"__type\":\"AccessDeniedException\"}" : answer).getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.isEmpty() ? 400 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized String answer(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(CREDENTIALS)) {
            return GATE.equals(exchange.getRequestHeaders().getFirst("Authorization")) ? credentials() : "";
        }
        if (!isSigned(exchange, body)) {
            return "";
        }
        if (path.startsWith(FUNCTIONS)) {
            String type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
            String function = path.substring(FUNCTIONS.length(), path.lastIndexOf('/'));
            invocations.add(new Invocation(function, type, new String(body, UTF_8)));
            return "{}";
        }
        return answer(exchange.getRequestHeaders().getFirst("X-Amz-Target"), body);
    }

    private String credentials() {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "AccessKeyId",
                        accessKeyId,
                        "SecretAccessKey",
                        secretAccessKey,
                        "Token",
                        session,
                        "Expiration",
                        Instant.now().plus(Duration.ofHours(1)).toString()));
    }

    private String answer(String operation, byte[] body) {
        JsonNode request = JsonMapper.shared().readTree(body);
        return switch (operation.substring(operation.indexOf('.') + 1)) {
            case "GetSecretValue" -> {
                secretsRead++;
                String secret = secrets.get(request.path("SecretId").stringValue());
                yield secret == null ? "" : JsonMapper.shared().writeValueAsString(Map.of("SecretString", secret));
            }
            case "PutEvents" -> {
                request.path("Entries").forEach(events::add);
                yield "{\"FailedEntryCount\":0}";
            }
            case "RunTask" -> {
                tasks.add(request);
                yield "{\"tasks\":[{}]}";
            }
            default -> "";
        };
    }

    private boolean isSigned(HttpExchange exchange, byte[] body) {
        String given = given(exchange, "Authorization");
        Matcher parts = AUTHORIZATION.matcher(given);
        if (!parts.matches()
                || !parts.group(1).equals(accessKeyId)
                || !session.equals(given(exchange, "X-Amz-Security-Token"))
                || !parts.group(2).equals(REGION)) {
            return false;
        }
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://" + exchange.getRequestHeaders().getFirst("Host")
                        + exchange.getRequestURI().toString()));
        Arrays.stream(parts.group(4).split(";"))
                .filter(name -> !name.equals("host") && !name.startsWith("x-amz-date") && !name.endsWith("-sha256"))
                .forEach(name ->
                        request.putHeader(name, exchange.getRequestHeaders().getFirst(name)));
        Instant time = LocalDateTime.parse(exchange.getRequestHeaders().getFirst("X-Amz-Date"), TIME)
                .toInstant(ZoneOffset.UTC);
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsCredentialsIdentity.create(accessKeyId, secretAccessKey))
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, parts.group(3))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION));
        return signed.request()
                .firstMatchingHeader("Authorization")
                .orElseThrow()
                .equals(given);
    }

    private static String given(HttpExchange exchange, String header) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(header), "");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
