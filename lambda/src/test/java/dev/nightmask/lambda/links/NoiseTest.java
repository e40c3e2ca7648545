package dev.nightmask.lambda.links;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever arrives is read or refused: nothing of it makes a function fail.
class NoiseTest {
    private static final int TRIES = 50_000;
    private static final String EVENT = """
            {"version":"2.0","rawPath":"/slack","headers":{"X-Slack-Signature":"v0=1","x-slack-signature":"v0=2"},
             "requestContext":{"domainName":"x.on.aws","http":{"method":"POST","sourceIp":"198.51.100.7"},
             "authorizer":{"iam":{"userArn":"arn:aws:iam::1:user/alex"}}},"body":"dGV4dD0x","isBase64Encoded":true}""";
    private static final String FORM =
            "payload=%7B%22type%22%3A%22block_actions%22%2C%22user%22%3A%7B%22id%22%3A%22U1%22%2C%22team_id%22%3A%22T1%22%7D"
                    + "%2C%22actions%22%3A%5B%7B%22action_id%22%3A%22ask-1%22%2C%22value%22%3A%22list%22%7D%5D"
                    + "%2C%22response_url%22%3A%22https%3A%2F%2Fhooks.slack.com%2Fx%22%7D&x=%E2%82%AC";

    @Test
    void eventIsReadAsItWasSent() throws IOException {
        HttpCall call = HttpCall.read(stream(EVENT.getBytes(UTF_8))).orElseThrow();
        assertEquals("POST", call.method());
        assertEquals("text=1", new String(call.body(), UTF_8));
        assertEquals("v0=1,v0=2", call.header("x-slack-signature"), "two spellings are two headers");
        assertEquals("198.51.100.7", call.network());
        assertEquals("arn:aws:iam::1:user/alex", call.caller());
        assertEquals("", call.header("absent"));
    }

    @Test
    void eventThatNamesAFieldTwiceIsRefused() throws IOException {
        String twice = EVENT.replace("\"isBase64Encoded\"", "\"body\":\"\",\"isBase64Encoded\"");
        assertEquals(Optional.empty(), HttpCall.read(stream(twice.getBytes(UTF_8))));
    }

    @Test
    void noEventMakesTheReaderFail() throws IOException {
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < TRIES; i++) {
            read += HttpCall.read(stream(noisy(EVENT, random))).isPresent() ? 1 : 0;
        }
        assertTrue(read > 0 && read < TRIES, read + " were read");
    }

    @Test
    void noFormMakesTheReaderFail() {
        assertTrue(SlackRequest.read(FORM.getBytes(UTF_8)).orElseThrow() instanceof SlackRequest.Asked);
        Random random = new Random(8);
        int read = 0;
        for (int i = 0; i < TRIES; i++) {
            read += SlackRequest.read(noisy(FORM, random)).isPresent() ? 1 : 0;
        }
        assertTrue(read > 0 && read < TRIES, read + " were read");
    }

    /// Bytes changed, left out or doubled.
    private static byte[] noisy(String text, Random random) {
        StringBuilder noisy = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(3); changes > 0 && !noisy.isEmpty(); changes--) {
            int at = random.nextInt(noisy.length());
            switch (random.nextInt(4)) {
                case 0 -> noisy.setCharAt(at, (char) random.nextInt(256));
                case 1 -> noisy.deleteCharAt(at);
                case 2 -> noisy.insert(at, noisy.charAt(random.nextInt(noisy.length())));
                default -> noisy.setLength(Math.max(1, at));
            }
        }
        return noisy.toString().getBytes(ISO_8859_1);
    }

    private static ByteArrayInputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
