package dev.nightmask.lambda.links;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What `links` has acknowledged and `answer` is to answer.
///
/// @param id of the request, 64 hex digits
/// @param domain where links lead
/// @param responseUrl where the answer goes, a secret for half an hour
record Order(String id, Member member, String text, String domain, String responseUrl) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    Order {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a request");
        }
    }

    static Order read(InputStream in) throws IOException {
        return JSON.readValue(in.readAllBytes(), Order.class);
    }

    byte[] json() {
        return JSON.writeValueAsBytes(this);
    }

    @Override
    public String toString() {
        return id;
    }
}
