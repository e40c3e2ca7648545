package dev.nightmask.lambda.slack;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.lambda.aws.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests to Slack. No redirect is followed, and what fails says neither URL nor body.
public final class SlackApi {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 2;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SlackAddresses slack;
    private final Supplier<Secret> botToken;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    public SlackApi(SlackAddresses slack, Supplier<Secret> botToken) {
        this.slack = slack;
        this.botToken = botToken;
    }

    /// What Slack knows of a user: the `user` of `users.info`.
    ///
    /// @throws NightmaskException SERVICE_UNREACHABLE or SERVICE_REFUSED
    public JsonNode user(String id) {
        HttpRequest request = method("users.info?user=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .build();
        return ok(send(request, "users.info"), "users.info").path("user");
    }

    /// Says something in a channel.
    ///
    /// @param message with its `text` and `blocks`
    /// @throws NightmaskException SERVICE_UNREACHABLE or SERVICE_REFUSED
    public void post(String channel, Map<String, Object> message) {
        Map<String, Object> body = new HashMap<>(message);
        body.put("channel", channel);
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        HttpRequest request = method("chat.postMessage")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        JsonNode unused = ok(send(request, "chat.postMessage"), "chat.postMessage");
    }

    /// Asks Slack whether it is there. That takes no token.
    ///
    /// @throws NightmaskException SERVICE_UNREACHABLE or SERVICE_REFUSED
    public void test() {
        HttpRequest request = HttpRequest.newBuilder(slack.methods().resolve("api.test"))
                .timeout(PATIENCE)
                .build();
        JsonNode unused = ok(send(request, "api.test"), "api.test");
    }

    private HttpRequest.Builder method(String pathAndQuery) {
        return HttpRequest.newBuilder(slack.methods().resolve(pathAndQuery))
                .header("Authorization", "Bearer " + botToken.get().reveal())
                .timeout(PATIENCE);
    }

    private static JsonNode ok(HttpResponse<byte[]> response, String operation) {
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (answer.path("ok").booleanValue(false)) {
                return answer;
            }
            throw failure(
                    Failure.SERVICE_REFUSED, operation, answer.path("error").stringValue(""));
        } catch (JacksonException e) {
            throw failure(Failure.SERVICE_REFUSED, operation, "");
        }
    }

    /// Answers a slash command or a button.
    ///
    /// @throws NightmaskException SERVICE_REFUSED when the URL is none of Slack's or Slack does not take the answer;
    ///     SERVICE_UNREACHABLE
    public void respond(String responseUrl, Map<String, Object> message) {
        HttpRequest request = HttpRequest.newBuilder(permitted(responseUrl))
                .header("Content-Type", "application/json; charset=utf-8")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(message)))
                .build();
        int status = send(request, "response_url").statusCode();
        if (status != 200) {
            throw failure(Failure.SERVICE_REFUSED, "response_url", "HTTP " + status);
        }
    }

    /// A request that is forged after all must not make us call anybody else.
    private URI permitted(String responseUrl) {
        try {
            URI uri = URI.create(responseUrl);
            if (Objects.equals(uri.getScheme(), slack.hooks().getScheme())
                    && Objects.equals(uri.getRawAuthority(), slack.hooks().getRawAuthority())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw failure(Failure.SERVICE_REFUSED, "response_url", "not Slack's");
        }
        throw failure(Failure.SERVICE_REFUSED, "response_url", "not Slack's");
    }

    private HttpResponse<byte[]> send(HttpRequest request, String operation) {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
                if (answer.statusCode() < 500 || attempt == ATTEMPTS) {
                    return answer;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw failure(Failure.SERVICE_UNREACHABLE, operation, "");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failure(Failure.INTERRUPTED, operation, "");
            }
        }
    }

    /// @param code dropped unless it is one of Slack's words
    private static NightmaskException failure(Failure failure, String operation, String code) {
        String word = code.matches("[A-Za-z0-9_' ]{0,40}") ? code : "";
        return new NightmaskException(failure, new Place.Request("slack", operation, word));
    }
}
