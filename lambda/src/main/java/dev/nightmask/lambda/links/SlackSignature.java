package dev.nightmask.lambda.links;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmask.lambda.aws.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tells requests of Slack from everybody else's: an HMAC over the bytes of the body, with a time that is at most five
/// minutes away, before or after.
///
/// Source: Slack, "Verifying requests from Slack".
///
/// @param signingSecret of the Slack app
record SlackSignature(Supplier<Secret> signingSecret, InstantSource clock) {
    private static final Duration MAX_DISTANCE = Duration.ofMinutes(5);
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{10,11}");
    private static final Pattern SIGNATURE = Pattern.compile("v0=[0-9a-f]{64}");

    /// The signature of a request that is genuine; empty when it is not, or its time is too far away, or a header is
    /// missing or there twice. The same request again is as genuine: see [SeenRequests].
    Optional<String> of(HttpCall call) {
        String timestamp = call.header("x-slack-request-timestamp");
        String signature = call.header("x-slack-signature");
        if (!TIMESTAMP.matcher(timestamp).matches()
                || !SIGNATURE.matcher(signature).matches()) {
            return Optional.empty();
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(signed, clock.instant()).abs().compareTo(MAX_DISTANCE) > 0) {
            return Optional.empty();
        }
        byte[] expected = sign(timestamp, call.body()).getBytes(US_ASCII);
        return MessageDigest.isEqual(expected, signature.getBytes(US_ASCII))
                ? Optional.of(signature)
                : Optional.empty();
    }

    /// What Slack writes beside a request of this time and body.
    String sign(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signingSecret.get().reveal().getBytes(UTF_8), "HmacSHA256"));
            mac.update(("v0:" + timestamp + ":").getBytes(US_ASCII));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
