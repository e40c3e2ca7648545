package dev.nightmask.lambda.links;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// An HTTP response as a function URL takes it (payload format 2.0). None is kept by a cache.
record HttpAnswer(int status, Map<String, String> headers, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    HttpAnswer {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("cache-control", "no-store");
        all.put("referrer-policy", "no-referrer");
        all.put("x-content-type-options", "nosniff");
        headers = Map.copyOf(all);
    }

    static HttpAnswer empty(int status) {
        return new HttpAnswer(status, Map.of(), "");
    }

    static HttpAnswer text(int status, String text) {
        return new HttpAnswer(status, Map.of("content-type", "text/plain; charset=utf-8"), text);
    }

    static HttpAnswer json(int status, Map<String, Object> body) {
        return json(status, JSON.writeValueAsString(body));
    }

    static HttpAnswer json(int status, String json) {
        return new HttpAnswer(status, Map.of("content-type", "application/json"), json);
    }

    HttpAnswer with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new HttpAnswer(status, all, body);
    }

    /// The same without its body, as HEAD asks for.
    HttpAnswer head() {
        return new HttpAnswer(status, headers, "");
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(JSON.writeValueAsBytes(
                Map.of("statusCode", status, "headers", headers, "body", body, "isBase64Encoded", false)));
    }

    /// It may hold a link.
    @Override
    public String toString() {
        return Integer.toString(status);
    }
}
