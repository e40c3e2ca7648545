package dev.nightmask.lambda.links;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Lets in whose request carries a Signature Version 4 for the service `lambda`, as AWS does before it calls a function
/// whose URL asks for AWS_IAM.
///
/// Source: AWS General Reference, "Create a signed AWS API request".
record SignedCaller(String accessKeyId, String secretAccessKey, String arn) implements FunctionUrl.Gate {
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([a-z0-9-]+)/lambda/aws4_request, SignedHeaders=([a-z0-9;-]+), "
                    + "Signature=([0-9a-f]{64})");

    @Override
    public Optional<String> caller(HttpExchange exchange, byte[] body) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        Matcher authorization = AUTHORIZATION.matcher(header == null ? "" : header);
        boolean signed = authorization.matches()
                && authorization.group(1).equals(accessKeyId)
                && authorization.group(4).contains("host")
                && authorization.group(5).equals(signature(exchange, body, authorization));
        return signed ? Optional.of(arn) : Optional.empty();
    }

    private String signature(HttpExchange exchange, byte[] body, Matcher authorization) {
        String day = authorization.group(2);
        String region = authorization.group(3);
        String request = canonical(exchange, body, authorization.group(4));
        String text = "AWS4-HMAC-SHA256\n%s\n%s/%s/lambda/aws4_request\n%s"
                .formatted(
                        exchange.getRequestHeaders().getFirst("X-Amz-Date"),
                        day,
                        region,
                        sha256(request.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        for (String step : new String[] {day, region, "lambda", "aws4_request", text}) {
            key = hmac(key, step);
        }
        return HexFormat.of().formatHex(key);
    }

    private static String canonical(HttpExchange exchange, byte[] body, String signedHeaders) {
        String headers = Arrays.stream(signedHeaders.split(";", -1))
                .map(name -> name.toLowerCase(Locale.ROOT) + ":"
                        + String.join(",", exchange.getRequestHeaders().get(name)) + "\n")
                .collect(Collectors.joining());
        return "%s\n%s\n\n%s\n%s\n%s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getRawPath(),
                        headers,
                        signedHeaders,
                        sha256(body));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return arn;
    }
}
