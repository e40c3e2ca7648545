package dev.nightmask.lambda.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An HTTP request as a function URL hands it over (payload format 2.0).
///
/// @param headers by their names in lower case; a header that came twice has both values, with a comma between
/// @param body the bytes that were sent
/// @param network the address it came from
/// @param domain the host name of the function URL, as AWS knows it; not what the request claims
/// @param caller the ARN of who signed it, empty where nobody had to
record HttpCall(
        String method,
        String path,
        Map<String, String> headers,
        byte[] body,
        String network,
        String domain,
        String caller) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// Reads an event; empty when it is anything else.
    static Optional<HttpCall> read(InputStream event) throws IOException {
        byte[] json = event.readAllBytes();
        try {
            JsonNode root = JSON.readTree(json);
            JsonNode context = root.path("requestContext");
            JsonNode http = context.path("http");
            if (!http.path("method").isString() || !root.path("rawPath").isString()) {
                return Optional.empty();
            }
            return Optional.of(new HttpCall(
                    http.path("method").stringValue(),
                    root.path("rawPath").stringValue(),
                    headers(root.path("headers")),
                    body(root),
                    http.path("sourceIp").stringValue(""),
                    context.path("domainName").stringValue(""),
                    context.path("authorizer").path("iam").path("userArn").stringValue("")));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty(); // Its message quotes the request.
        }
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    private static Map<String, String> headers(JsonNode node) {
        Map<String, String> headers = new TreeMap<>();
        node.properties()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().stringValue(""),
                        (one, other) -> one + "," + other));
        return headers;
    }

    private static byte[] body(JsonNode root) {
        String text = root.path("body").stringValue("");
        return root.path("isBase64Encoded").booleanValue(false)
                ? Base64.getDecoder().decode(text)
                : text.getBytes(UTF_8);
    }

    /// Headers and body hold secrets.
    @Override
    public String toString() {
        return method;
    }
}
